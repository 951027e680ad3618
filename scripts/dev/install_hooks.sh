#!/bin/sh
# Makes git check every commit and push of this clone (make hooks).
#
# Copies the hooks, and everything that they run, into .git. If git ran the files in the checkout, then a commit,
# merge or push while a stranger's branch is checked out would run the code of that branch.
set -eu
unset CDPATH
cd "$(dirname "$0")/../.."
folder=$(git rev-parse --path-format=absolute --git-common-dir)/lanpya-hooks
before=$(git config --local core.hooksPath || true)
if [ "$before" ] && [ "$before" != "$folder" ]; then
  echo "This clone has other hooks already, in $before; nothing was changed." >&2
  echo "To take ours:  git config --unset core.hooksPath && make hooks" >&2
  exit 1
fi
new=$folder.new
rm -rf "$new"
mkdir -p "$new/code/hooks"
cp scripts/dev/git_hooks/common scripts/dev/git_hooks/pre-commit scripts/dev/git_hooks/commit-msg scripts/dev/git_hooks/pre-push "$new"
cp scripts/dev/git_hooks/pre-commit "$new/pre-merge-commit" # git runs this one for a merge
chmod +x "$new"/pre-* "$new/commit-msg"
cp -R hooks/lanpya "$new/code/hooks"
find "$new/code/hooks" -name __pycache__ -prune -exec rm -rf {} +
cp scripts/dev/git_hooks/run.py mkdocs.yml "$new/code"
version=$(git -c log.showSignature=false log -1 --format='%h of %cs' 2>/dev/null || echo "a folder without commits")
[ -z "$(git status --porcelain -- hooks scripts mkdocs.yml)" ] || version="$version, changed since"
echo "$version" >"$new/code/version"
if [ -x .venv/bin/python ]; then
  .venv/bin/python -I scripts/dev/copy_packages.py "$new/code"
  read -r python <"$new/code/python"
  for command in check-staged check-commits; do # Python caches the compiled imports, so that no commit waits for it
    "$python" -I -S "$new/code/run.py" "$command" --help >/dev/null
  done
else
  echo "There is no .venv to copy packages from. Run  make hooks  again after  make check"
fi
rm -rf "$folder"
mv "$new" "$folder"
git config --local core.hooksPath "$folder"
if ! [ "$(git rev-parse --path-format=absolute --git-path hooks)" -ef "$folder" ]; then
  echo "Nothing is checked yet: git takes its hooks from another folder because of this setting:" >&2
  git config --show-scope --show-origin --get-all core.hooksPath | tail -n 1 >&2
  echo "Remove that setting, then run  make hooks  again." >&2
  exit 1
fi
echo "From now on git checks each commit and each push of this clone, and refuses one that reveals who or where"
echo "you are. It runs copies of today's code ($version), never the code of a branch; no other hook runs here"
echo "meanwhile. To renew the copies, run  make hooks  again on the main branch."
echo "To undo it:  git config --unset core.hooksPath && rm -r '$folder'"
