//! Rows in which everybody sees what somebody does.

use crate::dialect::{Hocuspocus, Relay, SocketIo};
use crate::measure::{Measured, Task, measure};
use crate::ours::Ours;
use crate::peer::{Kind, Peer};

/// Servers side by side under the same load, in turn, several times over.
pub(crate) struct FanOut {
    pub(crate) task: Task,
    pub(crate) peers: Vec<Kind>,
    pub(crate) rounds: usize,
}

/// One server's part in it.
pub(crate) struct Result {
    pub(crate) name: &'static str,
    pub(crate) measured: Measured,
}

impl FanOut {
    /// Measures; the first result is ours. Servers that cannot run here are left out.
    pub(crate) fn run(&self) -> Vec<Result> {
        let boards = self.task.seats.iter().max().map_or(1, |most| most + 1);
        let mut ours = Ours::start(boards);
        let peers: Vec<_> =
            self.peers.iter().filter_map(|kind| Some((*kind, kind.start(&[])?))).collect();
        let mut results = vec![Result { name: "Kenspeckle", measured: Measured::default() }];
        results.extend(
            peers
                .iter()
                .map(|(kind, _)| Result { name: kind.name(), measured: Measured::default() }),
        );
        for round in 0..self.rounds {
            let mut dialect = ours.screens(&self.task.seats);
            let (address, process) = (ours.server.address, ours.process());
            results[0].measured.add(measure(&mut dialect, address, process, &self.task));
            for ((kind, peer), result) in peers.iter().zip(&mut results[1..]) {
                result.measured.add(self.measure(*kind, peer, round));
            }
        }
        results
    }

    /// Measures the other servers alone.
    pub(crate) fn run_peers(&self) -> Vec<Result> {
        let of = |kind: &Kind| {
            let measured = self.measure(*kind, &kind.start(&[])?, 0);
            Some(Result { name: kind.name(), measured })
        };
        self.peers.iter().filter_map(of).collect()
    }

    fn measure(&self, kind: Kind, peer: &Peer, round: usize) -> Measured {
        let (address, process, task) = (peer.address, peer.process(), &self.task);
        let screens = task.seats.len();
        match kind {
            Kind::SocketIo => measure(&mut SocketIo, address, process, task),
            Kind::Hocuspocus => {
                let first_client = (round * screens) as u64 + 1;
                let mut dialect = Hocuspocus { clocks: vec![0; screens], first_client };
                measure(&mut dialect, address, process, task)
            }
            _ => measure(&mut Relay { gives_board: false }, address, process, task),
        }
    }
}
