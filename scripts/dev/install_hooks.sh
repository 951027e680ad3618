#!/bin/sh
# Lets git look over every commit and push of this clone (make hooks).
#
# Takes copies of the hooks and of all that they run, into .git: were git to run what lies in the checkout, a commit,
# a merge or a push while a stranger's branch is checked out would run the code of that branch.
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
cp scripts/dev/git_hooks/pre-commit "$new/pre-merge-commit" # what git runs in its place for a merge
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
  for command in check-staged check-commits; do # Python keeps compiled what they import: no commit waits for it
    "$python" -I -S "$new/code/run.py" "$command" --help >/dev/null
  done
else
  echo "There is no .venv to copy packages from; run it again after  make check"
fi
rm -rf "$folder"
mv "$new" "$folder"
git config --local core.hooksPath "$folder"
if ! [ "$(git rev-parse --path-format=absolute --git-path hooks)" -ef "$folder" ]; then
  echo "Nothing is looked over yet: git takes its hooks from another folder, as this setting says:" >&2
  git config --show-scope --show-origin --get-all core.hooksPath | tail -n 1 >&2
  echo "Take that setting out, then  make hooks  again." >&2
  exit 1
fi
echo "From now on git looks over each commit and each push of this clone, and refuses one that tells who or where"
echo "you are. It runs copies of today's code ($version), never what a branch brings; no other hook runs here"
echo "meanwhile. To renew the copies, run  make hooks  again on the main branch."
echo "To undo it:  git config --unset core.hooksPath && rm -r '$folder'"
