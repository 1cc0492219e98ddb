"""Which files are ours: what git tracks or would track, or a walk where there is no git."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOT_OURS = {"build", ".git", ".cache", "__pycache__"}


def files(root=ROOT):
    """Paths relative to `root`, sorted."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others",
               "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout
        names = [pathlib.PurePosixPath(name) for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        names = [pathlib.PurePosixPath(path) for path in found if not NOT_OURS & set(path.parts)]
    return sorted(name for name in set(names) if (root / name).is_file())


def sources(root=ROOT):
    """Our C++ files."""
    return [name for name in files(root) if name.suffix in (".cc", ".h")]


if __name__ == "__main__":  # repository.py [<suffix>...]: print them, each ended by a NUL
    import sys

    wanted = [name for name in files() if not sys.argv[1:] or name.suffix in sys.argv[1:]]
    sys.stdout.write("".join(f"{name}\0" for name in wanted))
