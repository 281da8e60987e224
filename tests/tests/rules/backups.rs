//! Backup, restore and check as people run them: beside the program at work (rule 8.7).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::join_all;
use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::{Entry, EntryBody};
use kenspeckle_shared::ids::{CommandId, Rev};
use kenspeckle_shared::view::Audience;
use kenspeckle_tests::{
    AREAS, Answer, Chance, Client, DataFolder, Memory, Server, StoredLog, place_in,
    place_in_with_note, program,
};
use tokio::process::Command as Process;

/// Backups, one after the other, of one board that is never left in peace.
const BACKUPS: usize = 4;
/// At most, until somebody was erased while one was made.
const BACKUPS_MOST: usize = 20;
/// People who write all the time, each in a place of their own.
const WRITERS: usize = 4;
/// Of each person, before somebody else takes their place: fewer than they may send at once.
const COMMANDS: usize = 24;
/// The first backup is of a board that takes a moment to copy.
const FILLED: Rev = 400;

/// What was acked, by its command.
type Acked = BTreeMap<CommandId, Rev>;

/// A backup, and what was so around it.
struct Backup {
    rev: Rev,
    hash: String,
    acked_before: Acked,
    /// Entries that were stored, and people who were told that they are erased, while it was made.
    stored_meanwhile: Rev,
    erased_meanwhile: bool,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r8_7_a_backup_beside_the_program_at_work_has_all_that_was_acked() {
    let mut chance = Chance::announced();
    let server = Arc::new(Server::fresh().await);
    let (folder, stop) = (tempfile::tempdir().unwrap(), Arc::new(AtomicBool::new(false)));
    let hall = (0..WRITERS).map(|_| tokio::spawn(write_on(server.clone(), stop.clone())));
    let hall: Vec<_> = hall.collect();
    let display = Client::open(server.address, &server.display).await;
    display.until("a board that takes a moment to copy", |mind| mind.rev() >= FILLED).await;

    let (mut backups, mut gone) = (Vec::new(), BTreeMap::new());
    let erased = |backups: &[Backup]| backups.iter().any(|one| one.erased_meanwhile);
    while backups.len() < BACKUPS || (!erased(&backups) && backups.len() < BACKUPS_MOST) {
        let file = folder.path().join(format!("{}.db", backups.len()));
        backups.push(back_up(&server, &display, &file, &mut gone, &mut chance).await);
    }
    check(server.data.path()).await;
    stop.store(true, Ordering::Relaxed);
    let acked: Acked = join_all(hall).await.into_iter().flat_map(Result::unwrap).collect();
    assert!(backups.iter().any(|one| one.stored_meanwhile > 0), "a backup stops the board");
    assert!(erased(&backups), "nobody was erased while a backup was made");

    let Ok(server) = Arc::try_unwrap(server) else { panic!("somebody is at work still") };
    let links = [server.facilitator.clone(), server.display.clone()];
    let log = with_erased(server.kill().log(), &gone);
    for (id, rev) in &acked {
        assert_eq!(log.entries[*rev as usize - 1].body.id, *id, "what was acked is stored");
    }
    let hashes = hashes(&log);
    for (number, backup) in backups.iter().enumerate() {
        assert_eq!(backup.hash, hashes[backup.rev as usize], "the board as it was at one moment");
        let late = backup.acked_before.values().find(|rev| **rev > backup.rev);
        assert_eq!(late, None, "acked before the backup began, and not in it");
        let file = folder.path().join(format!("{number}.db"));
        let data = restored(&file, &backup.hash).await;
        begins_anew(data, &log, backup, &links).await;
    }
}

/// Puts stickers, one person after the other, and gives what was acked.
async fn write_on(server: Arc<Server>, stop: Arc<AtomicBool>) -> Acked {
    let mut acked = Acked::new();
    while !stop.load(Ordering::Relaxed) {
        let person = Client::join(server.address, &server.code).await;
        for nth in 0..COMMANDS {
            person.ask(place_in_with_note(AREAS[nth % AREAS.len()], &format!("note {nth}")));
            person.until("an answer", |mind| mind.outbox.len() < 2).await;
        }
        person.until_answered().await;
        acked.extend(acks(&person));
    }
    acked
}

fn acks(person: &Client) -> Acked {
    let rev = |answer: &Answer| match answer {
        Answer::Changed(rev) | Answer::Repeated(rev) => *rev,
        other => panic!("{other:?}"),
    };
    person.look(|mind| mind.answers.iter().map(|(id, (answer, _))| (*id, rev(answer))).collect())
}

/// Makes a backup; meanwhile somebody who has written is erased, as soon as a few things more are
/// stored. Writes down what they put in, by rev.
async fn back_up(
    server: &Server,
    display: &Client,
    file: &Path,
    gone: &mut BTreeMap<Rev, Entry>,
    chance: &mut Chance,
) -> Backup {
    let leaver = Client::join(server.address, &server.code).await;
    leaver.do_it(place_in_with_note(AREAS[0], "nobody shall read this")).await;
    let stays = Client::join(server.address, &server.code).await;
    stays.do_it(place_in_with_note(AREAS[1], "and this for ever")).await;
    let mut acked_before = acks(&leaver);
    acked_before.extend(acks(&stays));
    let log = server.data.log_at_work();
    for rev in acks(&leaver).into_values() {
        let entry = log.entries[rev as usize - 1].clone();
        assert!(entry.personal.is_some());
        gone.insert(rev, entry);
    }
    let actor = gone.last_entry().unwrap().get().body.actor;

    let (begun, more) = (display.look(|mind| mind.rev()), chance.below(12) as Rev);
    let task = ["backup", file.to_str().unwrap()];
    let copy = kenspeckle(&task, server.data.path());
    let leave = async {
        display.until("a few things more", |mind| mind.rev() >= begun + more).await;
        let id = leaver.ask(Command::Erase {});
        leaver.until_any("the erasing", |mind| mind.answers.contains_key(&id)).await;
    };
    tokio::pin!(copy, leave);
    let (said, stored_meanwhile, erased_meanwhile) = tokio::select! {
        () = &mut leave => (copy.await, display.look(|mind| mind.rev()) - begun, true),
        said = &mut copy => {
            let stored = display.look(|mind| mind.rev()) - begun;
            leave.await;
            (said, stored, false)
        }
    };
    let asked = acks(&leaver).into_values().max().unwrap();
    let left = server.data.log_at_work().entries[asked as usize - 1].body.clone();
    assert!(left.is_blank(), "{left:?}");
    gone.insert(asked, Entry { body: EntryBody { actor, ..left }, personal: None });
    let (rev, hash) = good(&said);
    Backup { rev, hash, acked_before, stored_meanwhile, erased_meanwhile }
}

/// Restores a backup into a folder of its own, and checks what is there.
async fn restored(file: &Path, hash: &str) -> DataFolder {
    let data = DataFolder::not_made();
    let said = kenspeckle(&["restore", file.to_str().unwrap()], data.path()).await;
    assert_eq!(good(&said).1, hash, "{said}");
    assert_eq!(check(data.path()).await.1, hash);
    data
}

/// What was restored is opened by the program: the board as it was, with the links of before, in a
/// new life of its log; and it goes on.
async fn begins_anew(data: DataFolder, log: &StoredLog, backup: &Backup, links: &[String; 2]) {
    let server = Server::start(data).await;
    let stored = server.data.log_at_work();
    assert_eq!(stored.last(), backup.rev);
    assert_ne!(stored.epoch, log.epoch, "revs mean something else now");
    for (id, rev) in &backup.acked_before {
        assert_eq!(stored.entries[*rev as usize - 1].body.id, *id);
    }
    let audiences = [Audience::Facilitator, Audience::Public];
    for (link, audience) in links.iter().zip(audiences) {
        let epoch = stored.epoch.clone();
        let expected = Memory { epoch, ..log.shown_at(backup.rev, audience) };
        assert_eq!(Memory::of(server.http().snapshot(link).await), expected);
    }
    let newcomer = Client::join(server.address, &server.code).await;
    assert_eq!(newcomer.do_it(place_in(AREAS[2])).await, Answer::Changed(backup.rev + 1));
}

/// Puts back what was erased later: the board was made with it.
fn with_erased(mut log: StoredLog, gone: &BTreeMap<Rev, Entry>) -> StoredLog {
    for (rev, was) in gone {
        let entry = &mut log.entries[*rev as usize - 1];
        assert_eq!(*entry, Entry { body: was.body.blank(), personal: None }, "erased");
        *entry = was.clone();
    }
    log
}

/// The state's hash after each entry, from that of none on.
fn hashes(log: &StoredLog) -> Vec<String> {
    let mut board = Board::default();
    let hash = |board: &Board| board.state_hash().to_hex().to_string();
    let mut hashes = vec![hash(&board)];
    for entry in &log.entries {
        board.apply(entry);
        hashes.push(hash(&board));
    }
    hashes
}

async fn check(folder: &Path) -> (Rev, String) {
    good(&kenspeckle(&["check"], folder).await)
}

/// Reads rev and hash from the line of the one board.
fn good(said: &str) -> (Rev, String) {
    let (_, line) = said.split_once(": good, rev ").unwrap_or_else(|| panic!("{said}"));
    let (rev, hash) = line.trim_end().split_once(", state ").unwrap_or_else(|| panic!("{said}"));
    (rev.parse().unwrap(), hash.to_owned())
}

/// Runs the program on a data folder, and gives what it says if all is well.
async fn kenspeckle(task: &[&str], data: &Path) -> String {
    let mut process = Process::new(program());
    let ran = process.args(task).arg("--data").arg(data).kill_on_drop(true).output();
    let ran = kenspeckle_tests::within_patience("kenspeckle's task", ran).await.unwrap();
    let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(ran.status.success(), "{task:?}: {}: {said}", ran.status);
    said
}
