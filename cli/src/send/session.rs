//! Callbacks that are sent one after the other, and the report of their answers.

use tim_callback::testing::Signed;

use super::report::{Entry, Report};
use crate::client::Client;
use crate::failure::{Failure, Outcome};
use crate::samples::{self, Outgoing, SampleArgs};
use crate::service::{Service, ServiceArgs};

#[derive(clap::Args)]
pub(crate) struct SessionArgs {
    #[command(flatten)]
    service: ServiceArgs,

    #[command(flatten)]
    samples: SampleArgs,

    /// Also print what was sent: the query without its signature, and the body
    #[arg(long)]
    show: bool,

    /// Print a JSON object for each answer
    #[arg(long)]
    json: bool,
}

impl SessionArgs {
    /// What to send, and where.
    pub(crate) fn read(&self) -> Result<(Vec<Outgoing>, Service), Failure> {
        Ok((samples::outgoing(&self.samples)?, Service::new(&self.service)?))
    }
}

pub(crate) struct Session<'s> {
    service: &'s Service,
    client: Client<'s>,
    report: Report,
}

impl<'s> Session<'s> {
    pub(crate) fn new(service: &'s Service, args: &SessionArgs) -> Self {
        let client = Client::new(&service.endpoint);
        Self { service, client, report: Report::new(args.json, args.show) }
    }

    /// Sends a callback, and reports the answer after `judge` has seen it.
    pub(crate) async fn post(
        &mut self,
        sent: &Signed,
        judge: impl FnOnce(&mut Entry<'_>),
    ) -> Result<(), Failure> {
        let (answer, took) = self.client.post(sent).await?;
        let mut entry = Entry::new(&self.service.secrets, sent, answer, took);
        judge(&mut entry);
        self.report.add(&entry)?;
        Ok(())
    }

    /// Signs and sends each of these callbacks.
    pub(crate) async fn post_all(&mut self, outgoing: &[Outgoing]) -> Result<(), Failure> {
        for send in outgoing {
            self.post(&self.service.sign(send), |_| {}).await?;
        }
        Ok(())
    }

    /// Reports what was found, even if the service was gone before the end.
    pub(crate) fn finish(self, ended: Result<(), Failure>) -> Outcome {
        match ended {
            Err(failure) if self.report.is_empty() || failure.is_silent() => Err(failure),
            ended => {
                let is_right = self.report.finish()?;
                ended.map(|()| is_right)
            }
        }
    }
}
