//! What happens to a phone, drawn from a seed.

use std::time::Duration;

use kenspeckle_tests::{Chance, Fate, Phone, Proxy, Weather};

/// A life: what happens, and how much its holder asks for meanwhile.
#[derive(Debug, Clone)]
pub(crate) struct Script(pub(crate) Vec<Step>);

/// One thing that happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What.
    pub(crate) event: Event,
    /// How long it lasts.
    pub(crate) lasts: Duration,
    /// How many commands are asked for meanwhile, while the screen is on.
    pub(crate) asks: usize,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// All is well.
    Calm,
    /// The screen is locked; the network remembers the connection, or forgets it.
    Locked { forgotten: bool },
    /// Another page is in front for a moment, and what is sent waits.
    Background,
    /// A lift: nothing goes through; afterwards it does, or the connection breaks.
    Lift { broken: bool },
    /// A tunnel: connections are gone without a word, and there is no network.
    Tunnel,
    /// From Wi-Fi to mobile: the old connection is half open, and what was on its way arrives late.
    WifiToMobile,
    /// The same, but neither end is told anything.
    BlackHole,
    /// At the edge of a cell: slow, or a byte at a time.
    Edge { bytes: Option<u32> },
    /// Only one direction goes through.
    OneWay { up: bool },
    /// The connection is reset.
    Reset,
    /// The connection is closed, which the server learns late.
    ClosedLate,
    /// The page is loaded anew.
    Loaded,
}

/// Longer than both ends wait before they give up a silent connection.
const LONG_MS: (u64, u64) = (30_500, 33_000);

impl Script {
    /// Draws a life. What takes long comes first, so that all lives end at about the same time.
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        let mut steps = Vec::new();
        if chance.one_in(5) {
            let first = [Event::Locked { forgotten: true }, Event::BlackHole, Event::Tunnel];
            let lasts = chance.between(LONG_MS.0, LONG_MS.1);
            let event = *chance.pick(&first);
            steps.push(Step { event, lasts: Duration::from_millis(lasts), asks: 2 });
        }
        for _ in 0..chance.between(5, 9) {
            let lasts = Duration::from_millis(chance.between(50, 2_500));
            steps.push(Step { event: Event::draw(chance), lasts, asks: chance.below(4) });
        }
        Self(steps)
    }
}

impl Event {
    fn draw(chance: &mut Chance) -> Self {
        match chance.below(12) {
            0 => Self::Calm,
            1 => Self::Locked { forgotten: chance.one_in(2) },
            2 => Self::Background,
            3 | 4 => Self::Lift { broken: chance.one_in(2) },
            5 => Self::Tunnel,
            6 => Self::WifiToMobile,
            7 => Self::Edge { bytes: chance.one_in(2).then_some(4_000) },
            8 => Self::OneWay { up: chance.one_in(2) },
            9 => Self::Reset,
            10 => Self::ClosedLate,
            _ => Self::Loaded,
        }
    }

    /// Says whether the page moves meanwhile, so that its holder can ask for something.
    pub(crate) fn is_screen_on(self) -> bool {
        !matches!(self, Self::Locked { .. } | Self::Background)
    }

    /// Lets it begin.
    pub(crate) fn begin(self, proxy: &Proxy, phone: &Phone, lasts: Duration) {
        let frozen = |up, down| proxy.become_(Weather::Frozen { up, down });
        match self {
            Self::Calm => {}
            Self::Locked { forgotten } => {
                phone.fall_asleep();
                if forgotten {
                    proxy.doom(Fate::BlackHole);
                }
            }
            Self::Background => {
                frozen(true, false);
                phone.fall_asleep();
            }
            // Something is on its way up when it happens.
            Self::Lift { .. } | Self::WifiToMobile => frozen(true, true),
            Self::Tunnel => {
                proxy.doom(Fate::BlackHole);
                proxy.become_(Weather::Refusing);
            }
            Self::BlackHole => proxy.doom(Fate::BlackHole),
            Self::Edge { bytes: Some(bytes) } => proxy.become_(Weather::Narrow(bytes)),
            Self::Edge { bytes: None } => proxy.become_(Weather::ByteByByte),
            Self::OneWay { up } => frozen(!up, up),
            Self::Reset => proxy.doom(Fate::Reset),
            Self::ClosedLate => proxy.doom(Fate::ClosedLate(lasts)),
            Self::Loaded => phone.reload(),
        }
    }

    /// Ends it.
    pub(crate) fn end(self, proxy: &Proxy, phone: &Phone, late: Duration) {
        match self {
            Self::Lift { broken: true } => proxy.doom(Fate::Reset),
            Self::WifiToMobile => proxy.doom(Fate::HalfOpen(late)),
            _ => {}
        }
        proxy.become_(Weather::Clear);
        match self {
            Self::Locked { .. } | Self::Background => phone.wake(),
            Self::WifiToMobile | Self::Tunnel => phone.change_network(),
            _ => {}
        }
    }
}
