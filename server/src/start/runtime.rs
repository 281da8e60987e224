//! Starting, serving, stopping.

use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::limits::ROOM_IDLE_MS;
use tokio::net::TcpListener;
use tokio::time::timeout;

use super::banner::Banner;
use super::links::{BoardLinks, Reach, reach};
use super::listening::listen;
use super::{StartFault, built_in, from_folder, short_meeting};
use super::{logging, names, ready_file, signals, storage};
use crate::cli::{Cli, ServeOptions, Task};
use crate::clock::Clock;
use crate::http::{App, AppParts, Doors, Tls, serve};
use crate::registry::Retention;
use crate::session::Timings;
use crate::upkeep;

/// How long closing the log may take.
const CLOSING: Duration = Duration::from_secs(10);

/// Serves a board until it is stopped, or does the task that was asked for, and gives the code to end the program with.
pub fn run(cli: Cli) -> ExitCode {
    logging::begin(&cli.logging);
    let ended = match cli.task {
        Some(task) => look_after(&cli.serve.data, &task),
        None => serve_until_stopped(cli.serve),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let lines = fault.to_string();
            // Nobody to tell if this fails; the code still says it.
            let _ = writeln!(std::io::stderr(), "kenspeckle: {lines}");
            ExitCode::from(fault.exit_code())
        }
    }
}

fn look_after(folder: &Path, task: &Task) -> Result<(), StartFault> {
    // A reader that has gone, such as `head`, changes nothing of what is done.
    let mut say = |line: String| drop(writeln!(std::io::stdout(), "{line}"));
    match task {
        Task::Backup { file } => upkeep::backup(folder, file, &mut say)?,
        Task::Restore { file, keys } => {
            let keys = keys.clone().unwrap_or_else(|| upkeep::keys_of(file));
            upkeep::restore(folder, file, &keys, &mut say)?;
        }
        Task::Check => upkeep::check(folder, &mut say)?,
    }
    Ok(())
}

fn serve_until_stopped(options: ServeOptions) -> Result<(), StartFault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|fault| StartFault::Other(fault.to_string()))?;
    runtime.block_on(start(options))
}

async fn start(options: ServeOptions) -> Result<(), StartFault> {
    // Each connection is an open file, and many systems begin with a limit of 1,024.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let definition = Arc::new(definition(options.board.as_deref())?);
    let files = options.tls_cert.as_deref().zip(options.tls_key.as_deref());
    let tls = files.map(|(cert, key)| Tls::open(cert, key)).transpose()?;
    let stop = signals::listen().map_err(|fault| StartFault::Other(fault.to_string()))?;
    let clock = Clock::system();
    // First, so that a port in use is all that is said, and no data folder is made for nothing.
    let listener = listen(options.listen)?;
    let metrics = match options.metrics {
        Some(address) => Some(listen_for_metrics(address)?),
        None => None,
    };
    let retention = Retention::days(options.keep_days);
    let storage = storage::open(&options.data, &definition, &clock, retention).await?;
    let address = listener.local_addr().unwrap_or(options.listen);
    let told = options.public_url.iter().chain(&options.allow_origin);
    let doors = Doors::new(names::names(), told).behind(options.trusted_proxy);
    let reach = reach(address, options.public_url, tls.is_some());
    let links = storage.links(address, &reach).await?;
    let app = App::new(AppParts {
        database: storage.database,
        rooms: storage.rooms,
        registry: storage.registry,
        definition: definition.clone(),
        short: short_meeting()?,
        default_board: storage.board.id,
        is_mixed: storage.is_mixed,
        origin: reach.origin.clone(),
        doors,
        retention,
        tls: tls.clone(),
        clock,
        timings: Timings::default(),
        stop,
    });
    if let Some(tls) = tls {
        tokio::spawn(tls.follow(app.stop().clone()));
    }
    say_ready(&definition.title, &links, &reach, &options.data, options.keep_days);
    if let Some(file) = &options.ready_file {
        ready_file::write(file, &links)?;
    }
    tracing::info!(port = address.port(), "started");
    tokio::spawn(rest_now_and_then(app.clone()));
    if let Some(metrics) = metrics {
        tokio::spawn(crate::metrics::serve(metrics, app.clone()));
    }
    // In a task, which stays on a worker: from this thread each connection would have to be woken.
    let served = tokio::spawn(serve(listener, app.clone())).await;
    served.map_err(|fault| StartFault::Other(fault.to_string()))?;
    close(&app).await
}

fn listen_for_metrics(address: SocketAddr) -> Result<TcpListener, StartFault> {
    let listener = listen(address)?;
    let port = listener.local_addr().map_or(address.port(), |address| address.port());
    tracing::info!(port, "numbers can be read at /metrics");
    Ok(listener)
}

/// Twice within the time after which an unused board is let go, since it takes two looks.
async fn rest_now_and_then(app: Arc<App>) {
    let every = Duration::from_millis(ROOM_IDLE_MS / 2);
    while timeout(every, app.stop().cancelled()).await.is_err() {
        let boards = app.rooms().rest();
        if boards > 0 {
            tracing::info!(boards, "let go of boards that nobody has open");
        }
        // The server's own waits for its next start: the links to it are in people's hands.
        let spared = Some(app.default_board());
        if let Err(fault) = app.rooms().expire(app.retention(), spared).await {
            tracing::warn!(%fault, "could not look for boards whose time is over");
        }
    }
}

fn definition(folder: Option<&Path>) -> Result<Definition, StartFault> {
    folder.map_or_else(built_in, from_folder)
}

fn say_ready(title: &str, links: &BoardLinks, reach: &Reach, data: &Path, keep_days: u16) {
    let out = std::io::stdout();
    let colours = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let data = data.canonicalize().unwrap_or_else(|_| data.to_owned());
    let (others, only_here) = (&reach.others, reach.only_here);
    let banner = Banner { title, links, others, only_here, data: &data, keep_days, colours };
    let mut out = out.lock();
    // A script may have closed it; the ready file is for scripts.
    let _ = out.write_all(banner.text().as_bytes()).and_then(|()| out.flush());
}

async fn close(app: &App) -> Result<(), StartFault> {
    match timeout(CLOSING, app.rooms().close()).await {
        Ok(Ok(())) => {
            tracing::info!("stopped");
            Ok(())
        }
        Ok(Err(fault)) => Err(StartFault::Other(fault.to_string())),
        Err(_) => {
            // What was acked is durable; the next start reads it from the write-ahead log.
            tracing::warn!("stopped before the log was closed");
            Ok(())
        }
    }
}
