//! The callbacks that were sent and not yet reported, in the order of the recording.

use std::collections::VecDeque;

use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, sleep_until};

use super::Finished;
use super::report::Report;
use crate::failure::Failure;

pub(crate) struct InFlight {
    sent: VecDeque<JoinHandle<Finished>>,
    most: usize,
}

impl InFlight {
    /// At most this many at a time.
    pub(crate) fn new(most: usize) -> Self {
        Self { sent: VecDeque::new(), most }
    }

    /// Adds one. If there are as many as may be, waits for the oldest and reports it.
    pub(crate) async fn add(
        &mut self,
        sent: JoinHandle<Finished>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        self.sent.push_back(sent);
        match self.sent.len() < self.most {
            true => Ok(()),
            false => self.report_oldest(report).await,
        }
    }

    /// Waits until a callback is due, and meanwhile reports those that are answered.
    pub(crate) async fn wait_until(
        &mut self,
        due: Instant,
        report: &mut Report,
    ) -> Result<(), Failure> {
        while let Some(oldest) = self.sent.front_mut() {
            tokio::select! {
                biased;
                finished = oldest => {
                    self.sent.pop_front();
                    report_one(finished, report)?;
                }
                () = sleep_until(due) => return Ok(()),
            }
        }
        sleep_until(due).await;
        Ok(())
    }

    /// Waits for all and reports them. The first failure is returned, and the others go on.
    pub(crate) async fn finish(mut self, report: &mut Report) -> Result<(), Failure> {
        let mut ended = Ok(());
        while !self.sent.is_empty() {
            let reported = self.report_oldest(report).await;
            ended = ended.and(reported);
        }
        ended
    }

    async fn report_oldest(&mut self, report: &mut Report) -> Result<(), Failure> {
        match self.sent.pop_front() {
            Some(oldest) => report_one(oldest.await, report),
            None => Ok(()),
        }
    }
}

fn report_one(finished: Result<Finished, JoinError>, report: &mut Report) -> Result<(), Failure> {
    report.add(finished.map_err(|error| Failure::of_service(error.to_string()))?)
}
