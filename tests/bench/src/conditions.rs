//! Where and how it was measured.

use std::fs;

use serde::Serialize;

/// The machine, and how busy it was.
#[derive(Debug, Serialize)]
pub(crate) struct Conditions {
    processors: usize,
    processor: String,
    system: String,
    files: u64,
    /// Processes that ran or waited to run in the last minute before the run: 0 is a quiet machine.
    load_before: f64,
}

impl Conditions {
    /// Looks around.
    pub(crate) fn here(files: u64) -> Self {
        let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
        let line = |text: String, key: &str| {
            let found = text.lines().find(|line| line.starts_with(key));
            found.and_then(|line| line.split_once(':')).map(|(_, name)| name.trim().to_owned())
        };
        let load = read("/proc/loadavg");
        Self {
            processors: std::thread::available_parallelism().map_or(0, usize::from),
            processor: line(read("/proc/cpuinfo"), "model name").unwrap_or_default(),
            system: format!("Linux {}", read("/proc/sys/kernel/osrelease").trim()),
            files,
            load_before: load.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or(0.0),
        }
    }

    /// Gives one sentence.
    pub(crate) fn markdown(&self) -> String {
        let Self { processors, processor, system, files, load_before } = self;
        format!(
            "{processors} processors ({processor}), {system}, {files} open files allowed; load \
             before the run: {load_before}. Generator and servers share the processors.\n"
        )
    }
}
