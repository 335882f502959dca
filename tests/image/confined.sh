#!/bin/sh
# Run a command as `docker run --read-only --cap-drop ALL --security-opt no-new-privileges` would, without a container:
#     unshare --mount --propagation private sh confined.sh USER TREE DATA PYTHON COMMAND…
# It takes root. Nothing of it is seen outside: the mounts are this process's own.
set -eu
user=$1 tree=$2 data=$3 python=$4
shift 4

mount --bind "$tree" "$tree"
mount -o remount,bind,ro "$tree"
mount --bind "$data" "$data"
case $python in
"$HOME"/*) # Root's home is closed to others, and the Python lies in it: show them nothing but that.
  mount --bind "$python" /mnt
  mount -t tmpfs -o mode=0755 tmpfs "$HOME"
  mkdir -p "$python"
  mount --move /mnt "$python"
  ;;
esac
mount -o remount,bind,ro /
exec setpriv --reuid "$user" --regid "$user" --clear-groups --bounding-set=-all --no-new-privs "$@"
