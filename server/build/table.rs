//! Writes the table of pages: each file as it is, with gzip and with Brotli.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use brotli::CompressorWriter;

use crate::Trouble;

/// Packed files smaller than this share of the original are worth their place, in percent.
const WORTH_PERCENT: usize = 90;

/// Writes an empty table.
pub(crate) fn write_empty(out: &Path) -> Result<(), Trouble> {
    put(&out.join("pages.rs"), b"&[]")
}

/// Writes `OUT_DIR/pages.rs`, an expression of type `&[Page]`, for all files of a folder.
pub(crate) fn write(dist: &Path, out: &Path) -> Result<(), Trouble> {
    let mut found = Vec::new();
    gather(dist, &mut found)?;
    let mut files: Vec<_> = found.into_iter().map(|file| (address(dist, &file), file)).collect();
    // As text, not as paths: the program searches by text.
    files.sort();
    if !files.iter().any(|(path, _)| path == "/index.html") {
        return Err(format!("{} holds no index.html", dist.display()));
    }
    let packed = out.join("pages");
    fs::create_dir_all(&packed).map_err(|fault| told(&packed, &fault))?;
    let mut table = String::from("&[\n");
    for (index, (path, file)) in files.iter().enumerate() {
        table.push_str(&row(path, file, &packed.join(index.to_string()))?);
    }
    table.push(']');
    put(&out.join("pages.rs"), table.as_bytes())
}

/// The address of a file: its path within the folder, with a slash in front.
fn address(dist: &Path, file: &Path) -> String {
    let path = file.strip_prefix(dist).unwrap_or(file);
    format!("/{}", path.to_string_lossy().replace('\\', "/"))
}

/// One file's line in the table.
fn row(path: &str, file: &Path, packed: &Path) -> Result<String, Trouble> {
    let bytes = fs::read(file).map_err(|fault| told(file, &fault))?;
    let hash = blake3::hash(&bytes).to_hex();
    let mut row = String::new();
    let _ = writeln!(row, "Page {{ path: {path:?}, tag: {:?},", &hash[..16]);
    let file = file.canonicalize().map_err(|fault| told(file, &fault))?;
    let _ = writeln!(row, "  identity: include_bytes!({file:?}),");
    for (name, small) in [("gzip", gzip(&bytes)), ("brotli", brotli(&bytes))] {
        let small = small.filter(|small| small.len() * 100 < bytes.len() * WORTH_PERCENT);
        let value = match small {
            Some(small) => {
                let at = packed.with_extension(name);
                put(&at, &small)?;
                format!("Some(include_bytes!({at:?}))")
            }
            None => "None".to_owned(),
        };
        let _ = writeln!(row, "  {name}: {value},");
    }
    row.push_str("},\n");
    Ok(row)
}

/// Zopfli finds what zlib leaves: 4 % of the scripts, 9 % of the built-in definition. It takes
/// its time, once for each build.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut packed).ok()?;
    Some(packed)
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = CompressorWriter::new(Vec::new(), 4096, 11, 22);
    encoder.write_all(bytes).ok()?;
    Some(encoder.into_inner())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    for entry in fs::read_dir(folder).map_err(|fault| told(folder, &fault))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    fs::write(path, bytes).map_err(|fault| told(path, &fault))
}

fn told(path: &Path, fault: &std::io::Error) -> Trouble {
    format!("{}: {fault}", path.display())
}
