//! A board definition: read from the files of its folder, checked as a whole, named by its hash.
//!
//! A definition is a folder of plain files that people can edit. Nothing here opens a file: the
//! caller brings the contents of [`BOARD_FILE`], [`AREAS_FILE`] and [`BASE_FILE`].

mod model;
pub use model::*;
mod parts;
pub use parts::Later;

mod fault;
pub use fault::DefinitionFault;
mod path;
pub use path::{pack_path, unpack_path};
mod beginning;
mod load;
pub use beginning::Beginning;
mod tailor;
pub use tailor::{Places, Plan, Wishes};
mod legend;
pub use legend::{KindWish, OwnKind};
mod upload;
pub mod validate;

mod agenda_file;
mod area_file;
mod base_file;
mod board_file;
mod finder_file;

mod features;
mod fields;

mod crossing;
mod effort;
mod fitting;
mod frame;
mod outline;
mod ring;

/// The words, the legend and the opinion finders of a board.
pub const BOARD_FILE: &str = "board.toml";
/// The study areas.
pub const AREAS_FILE: &str = "areas.geojson";
/// The sketch map; a definition may do without.
pub const BASE_FILE: &str = "base.geojson";
/// Every file that a definition is read from.
pub const FILES: [&str; 3] = [BOARD_FILE, AREAS_FILE, BASE_FILE];

impl Definition {
    /// Gives the name of exactly this definition, as pages fetch it: 32 hexadecimal digits of the
    /// BLAKE3 hash of that JSON, which has one form because its fields have an order and its numbers are whole.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        // Neither plain data nor a hasher can fail to be written.
        let written = serde_json::to_writer(&mut hasher, &self.for_pages());
        debug_assert!(written.is_ok(), "a definition is plain data");
        hasher.finalize().to_hex().chars().take(32).collect()
    }
}
