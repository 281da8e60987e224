//! One phone, from joining until its network is good again.

use std::collections::BTreeSet;
use std::time::Duration;

use kenspeckle_shared::command::Command;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_tests::{
    AREAS, Answer, Chance, Http, Memory, Phone, Proxy, Server, place_in_with_note,
};
use tokio::time::sleep;

use crate::script::{Script, Step};

/// Both ends may first have to notice that a connection is dead, and the phone waits before it
/// comes back; a slow machine takes its time as well.
const REST: Duration = Duration::from_secs(40);

/// A life that was lived.
pub(crate) struct Life {
    /// By which it is lived again.
    pub(crate) seed: u64,
    /// The phone, at rest.
    pub(crate) phone: Phone,
    placed: BTreeSet<CommandId>,
    taken: BTreeSet<CommandId>,
    asked: Vec<CommandId>,
    proxy: Proxy,
    chance: Chance,
}

impl Life {
    /// Lives it, on a board with this join code.
    pub(crate) async fn live(seed: u64, server: &Server, code: &str) -> Result<Self, String> {
        let mut chance = Chance::of(seed);
        let script = Script::draw(&mut chance);
        let token = Http(server.address).join(code).await.token;
        let proxy = Proxy::open(server.address).await;
        let phone = Phone::start(proxy.address, &token, chance.fork());
        phone.until(REST, |mind| mind.is_live()).await?;
        let (placed, taken) = (BTreeSet::new(), BTreeSet::new());
        let mut life = Self { seed, phone, placed, taken, asked: Vec::new(), proxy, chance };
        for step in script.0 {
            life.step(step).await;
        }
        let at_rest = life.phone.until(REST, |mind| mind.outbox.is_empty() && mind.is_live());
        at_rest.await.map_err(|bad| format!("it did not come to rest: {bad}"))?;
        Ok(life)
    }

    async fn step(&mut self, Step { event, lasts, asks }: Step) {
        event.begin(&self.proxy, &self.phone, lasts);
        let pause = lasts / (asks as u32 + 1);
        for _ in 0..asks {
            sleep(pause).await;
            if event.is_screen_on() {
                self.ask();
            }
        }
        sleep(pause).await;
        let late = Duration::from_millis(self.chance.between(0, 1_500));
        event.end(&self.proxy, &self.phone, late);
    }

    /// Mostly a sticker; sometimes one that is saved is taken back.
    fn ask(&mut self) {
        let saved = |id: &&CommandId| {
            let answer = self.phone.look(|mind| mind.answers.contains_key(id));
            answer && !self.taken.contains(id)
        };
        let saved: Vec<_> = self.placed.iter().filter(saved).copied().collect();
        if !saved.is_empty() && self.chance.one_in(5) {
            let sticker = *self.chance.pick(&saved);
            self.taken.insert(sticker);
            self.asked.push(self.phone.ask(Command::TakeBack { sticker }));
            return;
        }
        let (area, note) = (*self.chance.pick(&AREAS), format!("note {}", self.asked.len()));
        let id = self.phone.ask(place_in_with_note(area, &note));
        self.placed.insert(id);
        self.asked.push(id);
    }

    /// Gives how many stickers it has on the board at last.
    pub(crate) fn stickers(&self) -> usize {
        self.placed.len() - self.taken.len()
    }

    /// Says what is wrong at the end: of its acks, by the ids in the log, and of what it shows.
    pub(crate) async fn judge(&self, log: &[CommandId], board: &Memory) -> Result<(), String> {
        for id in &self.asked {
            let times = log.iter().filter(|one| *one == id).count();
            if times != 1 {
                return Err(format!("{id} is in the log {times} times"));
            }
        }
        self.phone.look(|mind| self.judge_answers(mind, log))?;
        self.phone.until(REST, |mind| mind.rev() >= board.rev).await?;
        let shown = self.phone.look(|mind| mind.board() == board);
        let card: BTreeSet<_> =
            self.phone.look(|mind| mind.card.stickers.iter().map(|one| one.id).collect());
        let own: BTreeSet<_> = self.placed.difference(&self.taken).copied().collect();
        match (shown, card == own) {
            (true, true) => Ok(()),
            (false, _) => Err("it shows another board than the server".to_owned()),
            (_, false) => Err("its card is not what was asked for".to_owned()),
        }
    }

    fn judge_answers(
        &self,
        mind: &kenspeckle_tests::Mind,
        log: &[CommandId],
    ) -> Result<(), String> {
        for (id, (answer, _)) in &mind.answers {
            let (Answer::Changed(rev) | Answer::Repeated(rev)) = answer else {
                return Err(format!("{id} was answered with {answer:?}"));
            };
            if log.get(*rev as usize - 1) != Some(id) {
                return Err(format!("{id} was acked at rev {rev}, which is another's"));
            }
        }
        Ok(())
    }
}
