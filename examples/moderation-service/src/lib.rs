//! A moderator for group and one-to-one messages: word lists that can be changed while it runs, a
//! limit for each sender, and muted users.

#[cfg(test)]
mod captured_log;
pub mod moderator;
pub mod normalise;
pub mod rate;
pub mod reload;
pub mod settings;
pub mod shadow;
pub mod store;
pub mod words;

use std::sync::Arc;

use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::AsyncReceiverBuilder;
use tokio::task::JoinSet;

use crate::moderator::Moderator;
use crate::rate::SenderLimit;
use crate::reload::LiveList;
use crate::settings::Settings;
use crate::shadow::NextWords;
use crate::store::{Mutes, StoreError};
use crate::words::ListError;

/// A setting with which the moderator cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A word list.
    #[error(transparent)]
    List(#[from] ListError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A moderator and its tasks, which follow the lists and forget quiet senders. They end when this
/// is dropped.
#[derive(Debug)]
#[must_use = "the lists are followed only as long as this lives"]
pub struct Moderation {
    moderator: Arc<Moderator>,
    next: Option<Arc<LiveList>>,
    _tasks: JoinSet<()>,
}

impl Moderation {
    /// Reads the lists, opens the database and starts the tasks, on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// Returns an error if a list or the database cannot be used.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let words = Arc::new(LiveList::open(settings.words)?);
        let next = settings.next_words.map(LiveList::open).transpose()?.map(Arc::new);
        let limit = Arc::new(SenderLimit::per_minute(settings.rate));
        let mutes = Mutes::open(settings.database).await?;

        let mut tasks = JoinSet::new();
        let mut follow = |list: &Arc<LiveList>| {
            let list = Arc::clone(list);
            tasks.spawn(async move { list.follow().await });
        };
        follow(&words);
        next.iter().for_each(follow);
        let senders = Arc::clone(&limit);
        tasks.spawn(async move { senders.forget_regularly().await });
        Ok(Self { moderator: Arc::new(Moderator { words, limit, mutes }), next, _tasks: tasks })
    }
}

/// Registers the moderator, and the next list if there is one, with what logs its agreement.
pub fn register(builder: AsyncReceiverBuilder, moderation: &Moderation) -> AsyncReceiverBuilder {
    let builder = builder
        .on_async::<group::BeforeSendMsg>(Arc::clone(&moderation.moderator))
        .on_async::<c2c::BeforeSendMsg>(Arc::clone(&moderation.moderator));
    let Some(next) = &moderation.next else { return builder };
    let next = NextWords(Arc::clone(next));
    builder
        .shadow::<group::BeforeSendMsg>(next.clone())
        .shadow::<c2c::BeforeSendMsg>(next)
        .observe(shadow::log)
}
