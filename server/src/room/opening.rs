//! From a log to a live room.

use std::pin::Pin;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};

use kenspeckle_shared::board::Outcome;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::entry::{Actor, Deed, ENTRY_VERSION, Entry, EntryBody, Rules};
use kenspeckle_shared::geography::Geography;
use kenspeckle_shared::ids::{ActorId, BoardId, CommandId};
use kenspeckle_shared::limits::{FRAME_ENTRIES, ROOM_QUEUE};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;
use uuid::{NoContext, Timestamp};

use super::encoded::Encoder;
use super::erasing;
use super::followers::Followers;
use super::handle::{Room, Shared};
use super::head::Head;
use super::keeping::{self, Keeper};
use super::live::Live;
use super::presence::Attendance;
use super::rooms::RoomFault;
use super::sizes::Sizes;
use super::task::Task;
use crate::clock::Clock;
use crate::log::{Log, LogFault};
use crate::pace::Pace;
use crate::registry::BoardRecord;

/// A definition, ready for rooms.
pub(super) struct Site {
    pub(super) definition: Arc<Definition>,
    pub(super) hash: String,
    pub(super) geography: Geography,
}

impl Site {
    pub(super) fn of(definition: Arc<Definition>) -> Self {
        Self { hash: definition.hash(), geography: Geography::new(&definition), definition }
    }
}

/// A room that was opened, with its task, which is still to be started.
pub(super) type Opened = (Room, Pin<Box<dyn Future<Output = ()> + Send>>);

/// Opens a room.
pub(super) async fn open<L: Log>(
    log: Arc<L>,
    record: BoardRecord,
    site: Arc<Site>,
    clock: Clock,
    closing: watch::Receiver<bool>,
    sizes: Sizes,
) -> Result<Opened, RoomFault> {
    let (mut live, kept_rev) = load(&*log, &record.id, sizes).await?;
    // The whole rules, not the name alone: the agenda is not part of what pages fetch.
    if *live.board.rules() != Rules::of(&site.definition, &site.hash) {
        define(&*log, &record, &site, &clock, &mut live).await?;
    }
    erasing::finish(&*log, &record.id, &clock, &mut live).await?;
    let rev = live.board.rev();
    tracing::info!(board = %record.id, rev, "opened a board");
    let keeper = Keeper::new(log.clone(), record.id.clone(), sizes, rev - kept_rev);
    let (queue, requests) = mpsc::channel(ROOM_QUEUE);
    let (head, published) = watch::channel(rev);
    let followers = Arc::new(Followers::default());
    let shared = Arc::new(Shared {
        record,
        site: site.clone(),
        live: RwLock::new(live),
        queue,
        head: published,
        pace: Pace::of_commands(),
        visits: Pace::of_visits(),
        attendance: Arc::new(Attendance::new(followers.clone())),
        followers,
        encoder: Encoder::default(),
        unused: AtomicBool::new(false),
        erasing: AtomicBool::new(false),
        not_storing: AtomicBool::new(false),
        resting: CancellationToken::new(),
    });
    let task = Task::new(shared.clone(), site, log, clock, keeper);
    let head = Head::new(head, shared.followers.clone());
    Ok((Room(shared), Box::pin(task.run(requests, head, closing))))
}

/// The board as its log tells it, and the rev of the kept snapshot that helped (0 for none).
///
/// Of the last entries it has the frames again, so that after a restart screens go on where they
/// were instead of fetching the whole board, all at once.
async fn load<L: Log>(log: &L, id: &BoardId, sizes: Sizes) -> Result<(Live, u64), LogFault> {
    let mut board = keeping::begin(log, id).await?;
    let kept_rev = board.rev();
    let next = log.append(id, &[]).await?;
    let new = next.saturating_sub(1 + board.rev());
    let mut missed = new.saturating_sub(sizes.frames_kept as u64);
    let read = |rev, missed| async move {
        match FRAME_ENTRIES.min(usize::try_from(missed).unwrap_or(FRAME_ENTRIES)) {
            0 => Ok(Vec::new()),
            most => log.read_after(id, rev, most).await,
        }
    };
    let mut entries = read(board.rev(), missed).await?;
    while !entries.is_empty() {
        missed -= entries.len() as u64;
        // The next are read while these are applied.
        let next = read(board.rev() + entries.len() as u64, missed);
        let apply = async { entries.iter().for_each(|entry| drop(board.apply(entry))) };
        entries = tokio::join!(next, apply).0?;
    }
    let mut live = Live::new(board, sizes.frames_kept);
    replay(log, id, &mut live).await?;
    Ok((live, kept_rev))
}

/// Applies what the log has and the board has not.
pub(super) async fn replay<L: Log>(log: &L, id: &BoardId, live: &mut Live) -> Result<(), LogFault> {
    loop {
        let entries = log.read_after(id, live.board.rev(), FRAME_ENTRIES).await?;
        if entries.is_empty() {
            return Ok(());
        }
        // One by one: nobody knows at which of them a screen was.
        entries.iter().for_each(|entry| drop(live.apply(std::slice::from_ref(entry))));
    }
}

/// Writes the rules of the server's definition into the log, if the board can follow them.
async fn define<L: Log>(
    log: &L,
    record: &BoardRecord,
    site: &Site,
    clock: &Clock,
    live: &mut Live,
) -> Result<(), RoomFault> {
    let entry = define_entry(site, clock.now_ms());
    // Tried first, so that a definition that does not fit leaves no trace.
    if let Outcome::Refused(_) = live.board.clone().apply(&entry).outcome {
        let (board, definition) = (record.id.clone(), record.definition_id.clone());
        return Err(RoomFault::DefinitionInUse { board, definition });
    }
    log.append(&record.id, &[entry]).await?;
    Ok(replay(log, &record.id, live).await?)
}

fn define_entry(site: &Site, at_ms: u64) -> Entry {
    let actor = Actor { id: ActorId::nil(), role: Role::System };
    own_entry(actor, at_ms, Deed::Define { rules: Rules::of(&site.definition, &site.hash) })
}

/// An entry that no screen asked for.
pub(super) fn own_entry(actor: Actor, at_ms: u64, deed: Deed) -> Entry {
    let time = Timestamp::from_unix(NoContext, at_ms / 1_000, (at_ms % 1_000) as u32 * 1_000_000);
    let id = CommandId::new_v7(time);
    let body = EntryBody { version: ENTRY_VERSION, id, actor, at_ms, deed };
    Entry { body, personal: None }
}
