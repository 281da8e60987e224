//! What is written about the running server, on standard error.

use std::io::IsTerminal;
use std::panic;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use crate::cli::{LogFormat, LogLevel, LogOptions};

/// Begins to write.
pub(super) fn begin(options: &LogOptions) {
    // Libraries write what passes through them, people's words included: only their warnings.
    let targets = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target(env!("CARGO_CRATE_NAME"), level(options.level));
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(colours).with_target(false);
    let lines = match options.log_format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // It can only be begun once; a second time in one process (tests) changes nothing.
    let _ = tracing_subscriber::registry().with(lines.with_filter(targets)).try_init();
    panic::set_hook(Box::new(tell_of_bug));
}

/// Says where a bug is, and not its message, which may quote what people wrote.
fn tell_of_bug(bug: &panic::PanicHookInfo<'_>) {
    let at = bug.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(at, "a task met a bug in the program and ended; the server goes on");
}

fn level(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    }
}
