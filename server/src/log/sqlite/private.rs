//! Files and folders that nobody but whoever runs the server may read: they hold what people wrote,
//! and the keys to it.

use std::fs::{DirBuilder, OpenOptions};
use std::path::Path;

/// Gives options under which a new file is its owner's alone.
pub(crate) fn own_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder and those above it that are not there, for their owner alone.
pub(super) fn own_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Takes from others what they may do with our files in a folder, as an earlier program or a copy
/// by hand left them. Where that is not ours to say, they stay as they are.
#[cfg(unix)]
pub(super) fn close_to_others<'a>(folder: &Path, files: impl IntoIterator<Item = &'a str>) {
    use std::os::unix::fs::PermissionsExt;

    for file in files {
        for tail in ["", "-wal", "-shm", "-journal"] {
            let file = folder.join(format!("{file}{tail}"));
            let Ok(about) = std::fs::metadata(&file) else { continue };
            let mut permissions = about.permissions();
            if permissions.mode() & 0o077 != 0 {
                permissions.set_mode(permissions.mode() & !0o077);
                let _ = std::fs::set_permissions(&file, permissions);
            }
        }
    }
}

#[cfg(not(unix))]
pub(super) fn close_to_others<'a>(_: &Path, _: impl IntoIterator<Item = &'a str>) {}
