//! The moderator in a receiver, asked with signed callbacks. No HTTP.

mod database;
mod lists;
mod verdicts;

use std::fs;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use moderation_service::settings::Settings;
use moderation_service::{Moderation, register};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Executor};
use tempfile::TempDir;
use tim_callback::receiver::{Outcome, Policy};
use tim_callback::testing::{RequestBuilder, Review, Signer};
use tim_callback::verdict::Decision;
use tim_callback::{AsyncReceiver, Observation, Policies, SdkAppId, Token, Verifier};

const WORDS: &str = "casino\treject\ngibberish\tdrop\nrhubarb\tmask";

/// What a test may choose.
struct Setup {
    next_words: Option<&'static str>,
    rate: u32,
    policies: Policies,
}

impl Default for Setup {
    fn default() -> Self {
        Self { next_words: None, rate: 1000, policies: Policies::fail_closed() }
    }
}

/// What an observer was told of one callback.
#[derive(Debug, PartialEq)]
struct Seen {
    outcome: Outcome,
    policy: Option<Policy>,
    cause: Option<String>,
    decision: Option<Decision>,
    /// The shadow's decision, and whether it agrees.
    shadow: Option<(Option<Decision>, Option<bool>)>,
}

impl Seen {
    fn of(seen: &Observation<'_>) -> Self {
        Self {
            outcome: seen.outcome(),
            policy: seen.policy(),
            cause: seen.cause().map(ToString::to_string),
            decision: seen.decision(),
            shadow: seen.shadow().map(|shadow| (shadow.decision, shadow.agrees)),
        }
    }
}

/// A moderator that is running, with its files in a folder of its own.
struct Service {
    folder: TempDir,
    receiver: AsyncReceiver,
    tencent: Signer,
    seen: Arc<Mutex<Vec<Seen>>>,
    _moderation: Moderation,
}

impl Service {
    async fn start(setup: Setup) -> Self {
        let folder = TempDir::new().unwrap();
        let file = |name| folder.path().join(name);
        fs::write(file("words.txt"), WORDS).unwrap();
        let next_words = setup.next_words.map(|next| {
            fs::write(file("next.txt"), next).unwrap();
            file("next.txt")
        });
        let settings = Settings {
            words: file("words.txt"),
            next_words,
            database: file("mutes.db"),
            rate: NonZeroU32::new(setup.rate).unwrap(),
        };
        let moderation = Moderation::start(settings).await.unwrap();

        let (app, token) = (SdkAppId::new(1400000000), Token::new("xxxxyyyy").unwrap());
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let notes = Arc::clone(&seen);
        let builder = AsyncReceiver::builder(Verifier::new(app, token.clone()), setup.policies)
            .observe(move |seen| notes.lock().unwrap().push(Seen::of(seen)));
        let receiver = register(builder, &moderation).build().unwrap();
        let tencent = Signer::new(app, token);
        Self { folder, receiver, tencent, seen, _moderation: moderation }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Sends a callback. Returns what Tencent does with the answer.
    async fn send<C>(&self, request: RequestBuilder<C>) -> Review {
        let sent = self.tencent.sign(request);
        let reply = self.receiver.receive(&sent.query, &sent.body[..]).await;
        sent.what_tencent_does(&reply)
    }

    /// What the observer was told of the callbacks since the last call of this.
    fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// Does what a moderator does with `sqlite3`.
    async fn sqlite(&self, sql: &'static str) {
        let options = SqliteConnectOptions::new().filename(self.file("mutes.db"));
        options.connect().await.unwrap().execute(sql).await.unwrap();
    }
}

/// What failed is not in the answer.
impl Drop for Service {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{:#?}", self.seen());
        }
    }
}
