//! Pulling the plug: what was promised is there, and nobody saw what is not (section 8).

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::view::Audience;
use kenspeckle_tests::{
    AREAS, Answer, Chance, Client, DataFolder, Memory, Server, StoredLog, announce,
    place_in_with_note,
};

/// Boards side by side, each with a server of its own, and how often each is killed: a hundred
/// rounds. Side by side, for what is checked after a round is all that its board holds.
const BOARDS: usize = 5;
const ROUNDS: usize = 20;
const WRITERS: usize = 6;
/// Each, in a round: below the burst that a participant may send at once.
const COMMANDS: usize = 25;
/// Of a writer, at most, while the server is there.
const UNDER_WAY: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r8_1_after_a_kill_in_mid_write_every_promise_holds() {
    let mut chance = Chance::announced();
    let begun = Instant::now();
    let boards = (0..BOARDS).map(|board| tokio::spawn(rounds(board, chance.fork())));
    let acked: usize = join_all(boards).await.into_iter().map(Result::unwrap).sum();
    announce(&format!(
        "kill -9: {} rounds in {:.0} s, {acked} commands acked before a kill",
        BOARDS * ROUNDS,
        begun.elapsed().as_secs_f64()
    ));
}

/// Kills one server again and again, and gives how many commands had been acked when it was.
async fn rounds(number: usize, mut chance: Chance) -> usize {
    let mut acked_in_all = 0;
    let mut server = Server::fresh().await;
    let mut reader = Client::open(server.address, &server.display).await;
    let mut asked = BTreeSet::new();
    for round in 0..ROUNDS {
        let mut writers = join(&server).await;
        let moment = Moment::of(round, &mut chance);
        let data = tokio::select! {
            _ = join_all(writers.iter().map(keep_placing)) => panic!("nobody pulled the plug"),
            data = kill_at(moment, server, &writers, &reader) => data,
        };

        let screens: Vec<_> = writers.iter().chain([&reader]).collect();
        for screen in &screens {
            screen.until_ended().await;
        }
        let log = data.log();
        for screen in &screens {
            screen.look(|mind| {
                mind.memory.as_ref().map(|memory| assert_seen_is_stored(&log, memory))
            });
        }
        writers.iter().for_each(|writer| assert_acked_is_stored(&log, writer));
        let acked: usize =
            writers.iter().map(|writer| writer.look(|mind| mind.answers.len())).sum();
        let under_way: usize = writers.iter().map(|one| one.look(|mind| mind.outbox.len())).sum();
        let acks = format!("{acked} acked and {under_way} under way");
        eprintln!("board {number}, round {round}, {moment:?}: killed with {acks}");
        acked_in_all += acked;

        // On a phone without a network, people go on.
        let mine: Vec<_> = writers.iter().map(place_the_rest).collect();
        asked.extend(mine.iter().flatten().copied());

        server = Server::start(data).await;
        reader.connect(server.address).await;
        for (writer, ids) in writers.iter_mut().zip(&mine) {
            writer.connect(server.address).await;
            writer.until_answered().await;
            assert_on_card_once(writer, ids);
        }
        assert_equal_everywhere(&server, &reader, &writers).await;
    }
    let log = server.kill().log();
    let board = log.replay_all();
    let placed: BTreeSet<_> = board.stickers().values().map(|sticker| sticker.id).collect();
    assert_eq!(board.stickers().len(), asked.len(), "each command put one sticker, once");
    assert_eq!(placed, asked);
    assert_eq!(log.replay_all().state_hash(), board.state_hash(), "replay gives the same state");
    acked_in_all
}

async fn join(server: &Server) -> Vec<Client> {
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        writers.push(Client::join(server.address, &server.code).await);
    }
    writers
}

fn place(writer: &Client, nth: usize) -> CommandId {
    writer.ask(place_in_with_note(AREAS[nth % AREAS.len()], &format!("note {nth}")))
}

/// Always has some commands under way; ends only when all of them are answered.
async fn keep_placing(writer: &Client) {
    for nth in 0..COMMANDS {
        place(writer, nth);
        writer.until_any("an answer", |mind| mind.outbox.len() < UNDER_WAY).await;
    }
    writer.until_any("the plug to be pulled", |mind| !mind.is_live()).await;
    std::future::pending::<()>().await;
}

/// When the plug is pulled.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// As soon as the reader sees so many more revs: is what it sees on the disk?
    Seen(u64),
    /// Some time after a writer has so many acks: is what was promised on the disk?
    Acked { whose: usize, acks: usize, later: Duration },
}

impl Moment {
    fn of(round: usize, chance: &mut Chance) -> Self {
        match round % 2 {
            0 => Self::Seen(1 + chance.below(WRITERS * COMMANDS / 2) as u64),
            _ => Self::Acked {
                whose: chance.below(WRITERS),
                acks: chance.below(COMMANDS),
                later: Duration::from_micros(chance.below(20_000) as u64),
            },
        }
    }
}

async fn kill_at(
    moment: Moment,
    server: Server,
    writers: &[Client],
    reader: &Client,
) -> DataFolder {
    match moment {
        Moment::Seen(more) => {
            let rev = reader.look(|mind| mind.rev()) + more;
            reader.until("a rev before the kill", |mind| mind.rev() >= rev).await;
        }
        Moment::Acked { whose, acks, later } => {
            let writer = &writers[whose];
            writer.until("acks before the kill", |mind| mind.answers.len() >= acks).await;
            // No wait for anything: a moment like any other.
            tokio::time::sleep(later).await;
        }
    }
    server.kill()
}

/// Gives the ids of all that a writer asked, in order.
fn place_the_rest(writer: &Client) -> Vec<CommandId> {
    let asked = writer.look(|mind| mind.answers.len() + mind.outbox.len());
    (asked..COMMANDS).for_each(|nth| {
        place(writer, nth);
    });
    writer.look(|mind| mind.asked.clone())
}

/// What a screen shows is exactly what the log says at that rev: nothing unstored was seen.
fn assert_seen_is_stored(log: &StoredLog, memory: &Memory) {
    assert!(memory.rev <= log.last(), "rev {} was seen, {} stored", memory.rev, log.last());
    assert_eq!(memory, &log.shown_at(memory.rev, Audience::Public));
}

fn assert_acked_is_stored(log: &StoredLog, writer: &Client) {
    writer.look(|mind| {
        for (id, (answer, _)) in &mind.answers {
            let (Answer::Changed(rev) | Answer::Repeated(rev)) = answer else {
                panic!("{answer:?}")
            };
            let body = &log.entries[*rev as usize - 1].body;
            assert_eq!(body.id, *id, "the entry at rev {rev} is of another command");
        }
    });
}

fn assert_on_card_once(writer: &Client, ids: &[CommandId]) {
    writer.look(|mind| {
        let mut card: Vec<_> = mind.card.stickers.iter().map(|sticker| sticker.id).collect();
        // Resent in order: the order in which they were put is that of the board.
        assert_eq!(card, ids);
        card.dedup();
        assert_eq!(card.len(), COMMANDS);
        assert!(mind.answers.values().all(|(answer, _)| !matches!(answer, Answer::Refused(_))));
    });
}

async fn assert_equal_everywhere(server: &Server, reader: &Client, writers: &[Client]) {
    let log = server.data.log_at_work();
    let stored = log.shown_at(log.last(), Audience::Public);
    assert_eq!(Memory::of(server.http().snapshot(&server.display).await), stored);
    for screen in writers.iter().chain([reader]) {
        screen.until_rev(log.last()).await;
        assert_eq!(screen.board(), stored);
    }
}

#[tokio::test]
async fn r4_4_commands_of_a_lost_connection_count_once_and_in_order() {
    let server = Server::fresh().await;
    let reader = Client::open(server.address, &server.display).await;
    let mut phone = Client::join(server.address, &server.code).await;
    let before = phone.ask(place_in_with_note(AREAS[0], "before"));
    phone.lose_network();
    let away: Vec<_> = (0..3).map(|nth| place_in_with_note(AREAS[nth], "away")).collect();
    let away: Vec<_> = away.into_iter().map(|command| phone.ask(command)).collect();
    let gone = phone.ask(Command::TakeBack { sticker: away[1] });
    phone.connect(server.address).await;
    phone.until_answered().await;
    assert!(matches!(phone.answer(gone).await, Answer::Changed(_)));
    let kept = [before, away[0], away[2]];
    phone.until("the card", |mind| mind.card.stickers.len() == kept.len()).await;
    let card = phone.look(|mind| mind.card.stickers.iter().map(|one| one.id).collect::<Vec<_>>());
    assert_eq!(card, kept);
    reader.until("three stickers", |mind| mind.board().stickers.len() == 3).await;
}
