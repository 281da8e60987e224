//! Why a start failed: one line that says what to do, and an exit code.

use std::net::SocketAddr;
use std::path::PathBuf;

use kenspeckle_shared::definition::DefinitionFault;
use thiserror::Error;

use crate::http::TlsFault;
use crate::log::sqlite::DatabaseFault;
use crate::registry::RegistryFault;
use crate::room::RoomFault;
use crate::upkeep::UpkeepFault;

/// Why the server did not start, or did not end well.
#[derive(Debug, Error)]
pub enum StartFault {
    /// A board folder cannot be opened at all.
    #[error("the board folder {} cannot be read ({reason}); give --board a folder with board.toml \
             and areas.geojson in it", folder.display())]
    NoBoardFolder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A board definition has mistakes; one line for each.
    #[error("{}", lines(.0))]
    Definition(Vec<DefinitionFault>),
    /// The certificate or its key cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsFault),
    /// The data folder cannot be used.
    #[error(transparent)]
    Database(#[from] DatabaseFault),
    /// Somebody else listens there.
    #[error("port {} is in use by another program; stop that one, or choose another port, for \
             instance --listen {}:{}", .0.port(), .0.ip(), .0.port().wrapping_add(1).max(1024))]
    PortInUse(SocketAddr),
    /// The system does not let us listen there.
    #[error("cannot listen on {address} ({reason}); choose another address or port with --listen")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        reason: String,
    },
    /// The file for scripts.
    #[error("the ready file {} cannot be written ({reason}); choose another one with --ready-file",
            file.display())]
    ReadyFile {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The board does not open.
    #[error(transparent)]
    Room(#[from] RoomFault),
    /// The board was not found or made.
    #[error(transparent)]
    Registry(#[from] RegistryFault),
    /// A backup, a restore or a check did not end well.
    #[error(transparent)]
    Upkeep(#[from] UpkeepFault),
    /// Anything that should not happen.
    #[error("{0}")]
    Other(String),
}

impl StartFault {
    /// Gives the code that the program ends with; `--help` lists them.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Database(DatabaseFault::Held { .. }) => 4,
            Self::Upkeep(UpkeepFault::Database(DatabaseFault::Held { .. })) => 4,
            Self::Database(_) | Self::Upkeep(UpkeepFault::Database(_)) => 3,
            Self::Upkeep(_) => 1,
            Self::Room(_) | Self::Registry(_) | Self::ReadyFile { .. } | Self::Other(_) => 1,
            Self::NoBoardFolder { .. } | Self::Definition(_) | Self::Tls(_) => 2,
            Self::PortInUse(_) | Self::Listen { .. } => 5,
        }
    }
}

fn lines(faults: &[DefinitionFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
