//! The board that is simulated, and the registry that knows it: made once for each thread.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::sqlite::Database;
use kenspeckle_server::registry::Registry;
use kenspeckle_shared::definition::{BaseMap, Definition, FILES, Precision};
use kenspeckle_shared::ids::BoardId;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Builder;

/// Id of the board.
pub(crate) const BOARD: &str = "simulated";
/// The life of its log.
pub(crate) const EPOCH: &str = "00000001";
/// The study areas.
pub(crate) const AREAS: [&str; 3] = ["red-road", "govan", "sighthill"];

/// What all runs of a thread share.
pub(crate) struct Site {
    pub(crate) registry: Arc<Registry>,
    pub(crate) definition: Arc<Definition>,
    _folder: TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(folder.path()).unwrap();
        let registry = Arc::new(Registry::new(database.clone(), Clock::system()));
        let definition = Arc::new(definition());
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            registry.create(&definition.id).await.unwrap();
            // The same names in every run, so that the same seed says the same.
            let rename = "UPDATE boards SET id = ?1, epoch = ?2";
            let renamed = database.write(|writer| {
                assert_eq!(writer.execute(rename, [BOARD, EPOCH]), Ok(1));
                Ok(())
            });
            renamed.await.unwrap();
        });
        Self { registry, definition, _folder: folder }
    }
}

/// Gives the board's id.
pub(crate) fn board_id() -> BoardId {
    BOARD.into()
}

/// The built-in definition with three small areas, a kind of each precision, and an agenda.
fn definition() -> Definition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../boards/gowell-glasgow");
    let files =
        FILES.iter().map(|name| (String::from(*name), std::fs::read(folder.join(name)).unwrap()));
    let mut definition = Definition::from_files(&files.collect::<BTreeMap<_, _>>()).unwrap();
    definition.areas.truncate(AREAS.len());
    for (number, (area, id)) in definition.areas.iter_mut().zip(AREAS).enumerate() {
        let west = -430_000 + 2_000 * number as i32;
        area.id = id.into();
        area.polygons = vec![vec![vec![west, 5_584_000, 800, 0, 0, 500, -800, 0, 0, -500]]];
    }
    definition.base = BaseMap::default();
    let mut tree = definition.kinds[1].clone();
    (tree.id, tree.precision) = ("tree".into(), Precision::Exact);
    definition.kinds.push(tree);
    definition.finders = read(finders());
    definition.agenda = read(agenda());
    definition
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn finders() -> Value {
    let options = json!([
        { "id": "a", "label": "A" }, { "id": "b", "label": "B" }, { "id": "c", "label": "C" }
    ]);
    json!([
        {
            "id": "knowledge", "question": "What?", "hint": null, "threshold": 1,
            "form": { "form": "knowledge", "options": options, "depth": true, "own": true }
        },
        {
            "id": "choice", "question": "Which?", "hint": null, "threshold": 2, "by_area": "lived",
            "form": { "form": "choice", "options": options, "many": true }
        },
        {
            "id": "line", "question": "How much?", "hint": null, "threshold": 1, "live": true,
            "form": { "form": "line", "from": "none", "to": "all" }
        },
        {
            "id": "wall", "question": "Why?", "hint": null, "threshold": 1,
            "form": { "form": "wall", "prompts": options }
        }
    ])
}

fn agenda() -> Value {
    json!([
        { "id": "welcome", "kind": "welcome", "title": "Hello", "state": "open", "notes": "Tea!" },
        { "id": "map", "kind": "stickers", "title": "The map", "state": "open" },
        { "id": "ask", "kind": "finder", "title": "Which?", "finder": "choice", "state": "closed" },
        { "id": "wall", "kind": "reflection", "title": "Why?", "finder": "wall", "approval": true,
          "state": "hidden" },
        { "id": "vote", "kind": "vote", "title": "How much?", "finder": "line", "state": "closed" }
    ])
}
