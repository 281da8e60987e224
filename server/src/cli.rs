//! The command line: every flag is also an environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;

use crate::http::Origin;

/// Said at the end of `--help`.
const AFTER_HELP: &str = "\
Without flags, kenspeckle opens the built-in board of Glasgow, keeps its data in ./data and listens
on port 8080. Ctrl-C stops it; a second Ctrl-C stops it at once. Every flag can also be given as the
environment variable beside it; a flag counts more.

It ends with one of these codes:
  0    it was stopped
  1    something went wrong on the way; the last line says what
  2    a flag is wrong, the board folder has mistakes, or the certificate cannot be used
  3    the data folder cannot be used
  4    another kenspeckle holds the data folder
  5    it cannot listen on that address, for instance because the port is in use
  130  it was stopped at once, by a second Ctrl-C";

/// A live map board that makes visible what a room full of people knows.
#[derive(Debug, Parser)]
#[command(name = "kenspeckle", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    /// What to do instead of serving a board.
    #[command(subcommand)]
    pub task: Option<Task>,
    /// How the board is served.
    #[command(flatten)]
    pub serve: ServeOptions,
    /// What is written about the running server.
    #[command(flatten)]
    pub logging: LogOptions,
}

/// What can be done with a data folder instead of serving it. Each says one line for every board.
#[derive(Debug, Clone, Subcommand)]
pub enum Task {
    /// Write everything in the data folder into a new file and its keys into another, with the same
    /// name and .keys, also while a server runs
    Backup {
        /// The file, which must not be there yet
        file: PathBuf,
    },
    /// Put a backup into an empty data folder
    Restore {
        /// A file that `kenspeckle backup` wrote
        file: PathBuf,

        /// Its file of keys, or a newer one: then nobody comes back who was erased since [default:
        /// the name of the backup with .keys]
        #[arg(long, value_name = "FILE")]
        keys: Option<PathBuf>,
    },
    /// Check everything in the data folder, also while a server runs
    Check,
}

/// What serving a board needs to know.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// Folder in which everything is kept; it is made if it is not there
    #[arg(
        long,
        value_name = "DIR",
        env = "KENSPECKLE_DATA",
        default_value = "./data",
        global = true
    )]
    pub data: PathBuf,

    /// Address and port to listen on. 0.0.0.0 means all networks of this machine, 127.0.0.1 this
    /// machine only, port 0 any free port
    #[arg(
        long,
        value_name = "ADDR:PORT",
        env = "KENSPECKLE_LISTEN",
        default_value = "0.0.0.0:8080"
    )]
    pub listen: SocketAddr,

    /// Folder with the definition of a board of your own [default: the built-in board of Glasgow]
    #[arg(long, value_name = "FOLDER", env = "KENSPECKLE_BOARD")]
    pub board: Option<PathBuf>,

    /// Address that people reach this server by, for links and the QR code, such as
    /// https://board.example.org [default: the address of this machine in its network]
    #[arg(long, value_name = "URL", env = "KENSPECKLE_PUBLIC_URL")]
    pub public_url: Option<Origin>,

    /// Further address whose pages may speak to this server, and whose name is one of its own.
    /// Addresses by IP, localhost, the name of this machine and --public-url are let in without;
    /// may be given several times, or several with commas [default: none]
    #[arg(long, value_name = "URL", env = "KENSPECKLE_ALLOW_ORIGIN", value_delimiter = ',')]
    pub allow_origin: Vec<Origin>,

    /// Days after which a board that nobody uses is erased for good, with everything that people put
    /// in; 0 keeps every board for ever
    #[arg(long, value_name = "DAYS", env = "KENSPECKLE_KEEP_DAYS", default_value_t = 730)]
    pub keep_days: u16,

    /// Address and port on which Prometheus reads numbers about the server, at /metrics, such as
    /// 127.0.0.1:9464. They name no board and nobody [default: none]
    #[arg(long, value_name = "ADDR:PORT", env = "KENSPECKLE_METRICS")]
    pub metrics: Option<SocketAddr>,

    /// Certificate for HTTPS with those above it, as PEM; read anew when the file changes. Needs
    /// --tls-key [default: none, plain HTTP]
    #[arg(long, value_name = "FILE", env = "KENSPECKLE_TLS_CERT", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,

    /// Key of the certificate, as PEM without a password [default: none]
    #[arg(long, value_name = "FILE", env = "KENSPECKLE_TLS_KEY", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,

    /// Network of a proxy before this server, such as 127.0.0.1/32: what it says of where requests
    /// come from (X-Forwarded-For, X-Forwarded-Proto) is believed; may be given several times, or
    /// several with commas [default: none]
    #[arg(long, value_name = "CIDR", env = "KENSPECKLE_TRUSTED_PROXY", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpNet>,

    /// For scripts: write the links, as JSON, to this file once people can join. Whoever can read
    /// it can run the board; only you are allowed to [default: none]
    #[arg(long, value_name = "FILE", env = "KENSPECKLE_READY_FILE")]
    pub ready_file: Option<PathBuf>,
}

/// What is written about the running server, on standard error. It never has names, words, places,
/// codes or addresses of people in it.
#[derive(Debug, Args)]
pub struct LogOptions {
    /// Form of the lines about the running server, on standard error
    #[arg(long, value_enum, env = "KENSPECKLE_LOG_FORMAT", default_value = "text")]
    pub log_format: LogFormat,

    /// How much is written about the running server
    #[arg(
        long = "log",
        value_name = "LEVEL",
        value_enum,
        env = "KENSPECKLE_LOG",
        default_value = "info"
    )]
    pub level: LogLevel,
}

/// The form of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// For programs: one object a line
    Json,
}

/// Everything at least as grave as this is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Faults of the server
    Error,
    /// Also what may need somebody's attention
    Warn,
    /// Also start, stop, and boards being opened
    Info,
    /// Also one line for every request
    Debug,
    /// Everything
    Trace,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_flag_is_an_environment_variable_and_tells_its_default() {
        for arg in Cli::command().get_arguments() {
            let Some(long) = arg.get_long() else { continue };
            let variable = arg.get_env().map(|name| name.to_string_lossy().into_owned());
            let expected = format!("KENSPECKLE_{}", long.to_uppercase().replace('-', "_"));
            assert_eq!(variable, Some(expected), "--{long}");
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let told = !arg.get_default_values().is_empty() || help.contains("[default: ");
            assert!(told, "--{long} does not tell its default");
        }
    }
}
