//! Runs Vite, when something that the pages are made of is newer than the pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::{Trouble, node, rerun_if_changed};

/// What the pages are made of, beside the HTML files.
const INPUTS: [&str; 6] =
    ["src", "public", "vite.config.ts", "tsconfig.json", "package.json", "package-lock.json"];

/// Gives the folder of the built pages.
pub(crate) fn build(web: &Path, out: &Path) -> Result<PathBuf, Trouble> {
    let inputs = inputs(web);
    inputs.iter().for_each(|input| rerun_if_changed(input));
    let dist = out.join("web");
    let stamp = out.join("web.stamp");
    node::is_there()?;
    node::install(web)?;
    let built = modified(&stamp).filter(|_| dist.is_dir());
    let newest = inputs.iter().filter_map(|input| newest(input)).max();
    if built.is_none() || newest >= built {
        let began = SystemTime::now();
        run(web, &dist)?;
        // Stamped with the time of the beginning: what was saved meanwhile is built next time.
        let stamped = fs::File::create(&stamp).and_then(|file| file.set_modified(began));
        stamped.map_err(|fault| format!("{}: {fault}", stamp.display()))?;
    }
    Ok(dist)
}

fn inputs(web: &Path) -> Vec<PathBuf> {
    let pages = fs::read_dir(web).into_iter().flatten().flatten().map(|entry| entry.path());
    let pages = pages.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let mut inputs: Vec<_> = INPUTS.map(|name| web.join(name)).into_iter().chain(pages).collect();
    inputs.retain(|path| path.exists());
    inputs.sort();
    inputs
}

fn run(web: &Path, dist: &Path) -> Result<(), Trouble> {
    let mut command = Command::new("node");
    command.arg(web.join("node_modules/vite/bin/vite.js"));
    command.args(["build", "--emptyOutDir", "--logLevel", "warn", "--outDir"]).arg(dist);
    command.current_dir(web);
    node::run(&mut command, "node", "the web pages could not be built")
}

/// When the newest file of a folder, or a file itself, was changed. Tests are not in the pages.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        let inside = fs::read_dir(path).ok()?.flatten();
        return inside.filter_map(|entry| newest(&entry.path())).max();
    }
    let is_test = path.file_name()?.to_str()?.contains(".test.");
    modified(path).filter(|_| !is_test)
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|meta| meta.modified()).ok()
}
