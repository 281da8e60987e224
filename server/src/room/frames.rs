//! The last frames, encoded once for each audience.

use std::collections::VecDeque;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::ids::Rev;
use kenspeckle_shared::view::Audience;
use tokio::time::Instant;

/// What a reader misses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// These frames, in order; none if it is up to date.
    Frames {
        /// Encoded `frame` messages.
        frames: Vec<Utf8Bytes>,
        /// The reader's rev after them.
        rev: Rev,
    },
    /// No frame starts at the reader's rev (any more): it needs the snapshot.
    TooOld,
    /// The reader claims a rev that the board has not reached: it needs the snapshot.
    Ahead,
}

/// A ring of frames without gaps.
#[derive(Debug)]
pub(super) struct Frames {
    kept: VecDeque<Frame>,
    most: usize,
    head: Rev,
    /// What the public was told before this rev was partly withdrawn since.
    public_from: Rev,
}

#[derive(Debug)]
struct Frame {
    from: Rev,
    at: Instant,
    /// By audience, in the order of [`Audience::ALL`].
    encoded: [Utf8Bytes; 2],
}

impl Frames {
    /// Starts at a rev, without frames; keeps at most so many.
    pub(super) fn new(head: Rev, most: usize) -> Self {
        Self { kept: VecDeque::new(), most, head, public_from: head }
    }

    /// Adds the frame from the head to `rev`.
    pub(super) fn push(&mut self, rev: Rev, encoded: [Utf8Bytes; 2]) {
        if self.kept.len() == self.most {
            self.kept.pop_front();
        }
        self.kept.push_back(Frame { from: self.head, at: Instant::now(), encoded });
        self.head = rev;
    }

    /// Says that the next frame withdraws something from the public: those who missed the frames
    /// before it are not told any more what was in them.
    pub(super) fn withdraw(&mut self) {
        self.public_from = self.head;
    }

    /// Forgets all frames but the last.
    pub(super) fn keep_last(&mut self) {
        self.kept.drain(..self.kept.len().saturating_sub(1));
    }

    /// Says whether somebody who comes back with the board at `rev` can go on by frames.
    pub(super) fn lead_on(&self, rev: Rev, audience: Audience) -> bool {
        let told = audience == Audience::Facilitator || rev >= self.public_from;
        // No screen has rev 0: only the first entry says what the board is.
        told && rev > 0 && self.first_after(rev).is_some()
    }

    /// Gives what a reader at `rev` misses.
    pub(super) fn after(&self, rev: Rev, audience: Audience) -> Missed {
        if rev > self.head {
            return Missed::Ahead;
        }
        let Some(first) = self.first_after(rev) else { return Missed::TooOld };
        let missed = self.kept.range(first..);
        let frames = missed.map(|frame| frame.encoded[audience as usize].clone()).collect();
        Missed::Frames { frames, rev: self.head }
    }

    /// Says whether the first frame that a reader at `rev` misses is from before a moment.
    pub(super) fn are_from_before(&self, moment: Instant, rev: Rev) -> bool {
        let first = self.first_after(rev).and_then(|first| self.kept.get(first));
        first.is_some_and(|frame| frame.at < moment)
    }

    /// The place of the first frame that a reader at `rev` misses; none if no frame starts there.
    fn first_after(&self, rev: Rev) -> Option<usize> {
        let first = self.kept.partition_point(|frame| frame.from < rev);
        let from = self.kept.get(first).map_or(self.head, |frame| frame.from);
        (from == rev).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use kenspeckle_shared::limits::FRAMES_KEPT;

    use super::*;

    fn ring(revs: &[Rev]) -> Frames {
        let mut ring = Frames::new(10, FRAMES_KEPT);
        for rev in revs {
            ring.push(*rev, [format!("public {rev}").into(), format!("facilitator {rev}").into()]);
        }
        ring
    }

    fn frames(texts: &[&'static str], rev: Rev) -> Missed {
        Missed::Frames {
            frames: texts.iter().map(|text| Utf8Bytes::from_static(text)).collect(),
            rev,
        }
    }

    #[test]
    fn r3_5_a_reader_gets_all_frames_from_its_rev_or_none() {
        let ring = ring(&[12, 13, 20]);
        assert_eq!(
            ring.after(10, Audience::Public),
            frames(&["public 12", "public 13", "public 20"], 20)
        );
        assert_eq!(ring.after(13, Audience::Facilitator), frames(&["facilitator 20"], 20));
        assert_eq!(ring.after(20, Audience::Public), frames(&[], 20));
        for within_or_before in [0, 9, 11, 14, 19] {
            assert_eq!(ring.after(within_or_before, Audience::Public), Missed::TooOld);
        }
        assert_eq!(ring.after(21, Audience::Public), Missed::Ahead);
    }

    #[test]
    fn r3_5_a_room_that_just_opened_has_no_frames() {
        let ring = ring(&[]);
        assert_eq!(ring.after(10, Audience::Public), frames(&[], 10));
        assert_eq!(ring.after(9, Audience::Public), Missed::TooOld);
        assert_eq!(ring.after(11, Audience::Public), Missed::Ahead);
    }

    #[test]
    fn r3_5_nobody_comes_back_by_frames_in_which_is_what_was_withdrawn() {
        let mut ring = ring(&[12, 13]);
        ring.withdraw();
        ring.push(20, [Utf8Bytes::from_static("public 20"), Utf8Bytes::from_static("all 20")]);
        let led_on = [10, 12, 13, 20, 21].map(|rev| ring.lead_on(rev, Audience::Public));
        assert_eq!(led_on, [false, false, true, true, false]);
        let led_on = [9, 10, 12, 13, 20].map(|rev| ring.lead_on(rev, Audience::Facilitator));
        assert_eq!(led_on, [false, true, true, true, true]);
        assert_eq!(ring.after(13, Audience::Public), frames(&["public 20"], 20));
    }

    #[test]
    fn r8_10_frames_from_before_an_erasing_are_forgotten() {
        let mut ring = ring(&[12, 13, 20]);
        ring.keep_last();
        assert_eq!(ring.after(12, Audience::Public), Missed::TooOld);
        assert_eq!(ring.after(13, Audience::Public), frames(&["public 20"], 20));
    }

    #[test]
    fn r3_6_only_so_many_frames_are_kept() {
        let last = 10 + FRAMES_KEPT as Rev + 1;
        let ring = ring(&(11..=last).collect::<Vec<_>>());
        assert_eq!(ring.after(10, Audience::Public), Missed::TooOld);
        let Missed::Frames { frames, rev } = ring.after(11, Audience::Public) else {
            panic!("the oldest kept frame starts at 11")
        };
        assert_eq!((frames.len(), rev), (FRAMES_KEPT, last));
    }
}
