#!/bin/sh
# Lets git look over every commit and push of this clone (make hooks).
#
# Takes copies: were git to run scripts/git-hooks itself, looking at a stranger's branch would run the hooks of
# that branch.
set -eu
cd "$(dirname "$0")/.."
folder=$(git rev-parse --path-format=absolute --git-common-dir)/lanpya-hooks
before=$(git config --local core.hooksPath || true)
if [ "$before" ] && [ "$before" != "$folder" ]; then
  echo "This clone has other hooks already, in $before; nothing was changed." >&2
  echo "To take ours:  git config --unset core.hooksPath && make hooks" >&2
  exit 1
fi
mkdir -p "$folder"
cp scripts/git-hooks/pre-commit scripts/git-hooks/pre-push "$folder"
cp scripts/git-hooks/pre-commit "$folder/pre-merge-commit" # what git runs in its place for a merge
chmod +x "$folder"/*
git config --local core.hooksPath "$folder"
echo "From now on git looks over each commit and each push of this clone, and refuses one that tells who or where"
echo "you are. No other hook runs here meanwhile. Run it again after the hooks in scripts/git-hooks have changed."
echo "To undo it:  git config --unset core.hooksPath && rm -r '$folder'"
