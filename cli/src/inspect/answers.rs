//! The answers of `inspect` itself, if there is no service.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use hyper::Response;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use tim_callback::callbacks::Callback;
use tim_callback::{
    AnyCallback, Call, CallbackCommand, Error, Fallback, Incoming, Reply, Verifier, testing,
};

use super::verdicts::{Choose, Chosen, Offered, offered};
use crate::forward::Received;
use crate::upstream::Answered;

/// Runs an expression with the call of a command whose answer decides. This is the only list of
/// them here; a test finds one that is missing.
macro_rules! deciding {
    ($callback:expr, $call:ident => $run:expr, otherwise $otherwise:expr) => {
        match $callback {
            AnyCallback::GroupBeforeCreateGroup($call) => $run,
            AnyCallback::GroupBeforeApplyJoinGroup($call) => $run,
            AnyCallback::GroupBeforeInviteJoinGroup($call) => $run,
            AnyCallback::GroupBeforeSendMsg($call) => $run,
            AnyCallback::GroupBeforeCreateTopic($call) => $run,
            AnyCallback::SnsPrevFriendAdd($call) => $run,
            AnyCallback::SnsPrevFriendResponse($call) => $run,
            AnyCallback::C2cBeforeSendMsg($call) => $run,
            AnyCallback::OfficialAccountBeforeCreateOfficialAccount($call) => $run,
            AnyCallback::OfficialAccountBeforeAddSubscriber($call) => $run,
            AnyCallback::OfficialAccountBeforeSendMsg($call) => $run,
            AnyCallback::LiveBeforeSendGift($call) => $run,
            AnyCallback::ChatbotOnAssignHuman($call) => $run,
            AnyCallback::ChatbotInterfaceInvocation($call) => $run,
            _ => $otherwise,
        }
    };
}

/// What is answered to each command whose answer decides.
#[derive(Default)]
pub(crate) struct Answers(Mutex<BTreeMap<CallbackCommand, Chosen>>);

/// A command as the page shows it, with the verdicts that can be chosen and the chosen one.
#[derive(Serialize)]
pub(crate) struct Choice {
    command: CallbackCommand,
    description: &'static str,
    verdicts: Vec<Offered>,
    chosen: Chosen,
}

impl Answers {
    /// Answers every callback; nothing is verified.
    pub(crate) fn answer(&self, received: &Received) -> Answered {
        let query = received.target.query().unwrap_or_default();
        http(&self.reply(query, &received.body))
    }

    fn reply(&self, query: &str, body: &[u8]) -> Reply {
        let verifier = Verifier::unchecked_for_logs_and_tests();
        let incoming = match Incoming::new(query, body) {
            Ok(incoming) => incoming,
            Err(error) => return Reply::refusal(&Error::from(error)),
        };
        let command = incoming.query().command();
        let verified = match verifier.verify(incoming) {
            Ok(verified) => verified,
            Err(error) => return Reply::refusal(&Error::from(error)),
        };
        let callback = match verified.decode() {
            Ok(callback) => callback,
            Err(undecodable) => return undecodable.reply_by(Fallback::Allow),
        };
        let chosen = command.and_then(|command| self.chosen(command));
        let reply = chosen.and_then(|chosen| reply(&callback, &chosen).ok());
        reply.unwrap_or_else(|| callback.reply_by(Fallback::Allow))
    }

    fn chosen(&self, command: CallbackCommand) -> Option<Chosen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&command).cloned()
    }

    /// Chooses what is answered to a command from now on.
    pub(crate) fn choose(&self, command: CallbackCommand, chosen: Chosen) -> Result<(), String> {
        let sample = sample(command).ok_or("the command has no sample")?;
        // Made once, so that what cannot be answered is said now.
        let _ = reply(&sample, &chosen)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(command, chosen);
        Ok(())
    }

    /// All commands whose answer decides.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let deciding = CallbackCommand::all().iter().filter(|command| command.is_before());
        let choices = deciding.filter_map(|&command| {
            let sample = sample(command)?;
            let verdicts = deciding!(&sample, call => offered(call), otherwise Vec::new());
            let chosen = self.chosen(command).or_else(|| Chosen::first(&verdicts))?;
            Some(Choice { command, description: command.description(), verdicts, chosen })
        });
        choices.collect()
    }
}

/// The documented sample of a command.
fn sample(command: CallbackCommand) -> Option<AnyCallback> {
    let sample = testing::body(command);
    let query = sample.query().to_query_string();
    let incoming = Incoming::new(&query, sample.into_bytes().ok()?).ok()?;
    let verified = Verifier::unchecked_for_logs_and_tests().verify(incoming).ok()?;
    verified.decode().ok()
}

fn reply(callback: &AnyCallback, chosen: &Chosen) -> Result<Reply, String> {
    deciding!(
        callback,
        call => reply_to(call, chosen),
        otherwise Err("the answer to this command decides nothing".to_owned())
    )
}

fn reply_to<C: Callback>(call: &Call<C>, chosen: &Chosen) -> Result<Reply, String>
where
    C::Verdict: Choose<C>,
{
    C::Verdict::choose(call, chosen).map(|verdict| Reply::to(call, &verdict))
}

fn http(reply: &Reply) -> Answered {
    let mut response = Response::new(Bytes::copy_from_slice(&reply.body));
    *response.status_mut() = reply.status.try_into().unwrap_or_default();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    response
}

#[cfg(test)]
mod tests {
    use tim_callback::testing::{Response, Signer};

    use super::*;

    /// What Tencent does with the answer to the sample of a command.
    fn effect(answers: &Answers, command: CallbackCommand) -> String {
        let signer = Signer::without_authentication(tim_callback::SdkAppId::new(1));
        let sent = signer.sign(testing::body(command));
        let reply = answers.reply(&sent.query, &sent.body);
        let review = sent.what_tencent_does(Response::from(&reply));
        assert!(review.is_sound(), "{review}");
        review.to_string()
    }

    fn chosen(verdict: &str, code: u64, text: &str) -> Chosen {
        let code = (code > 0).then_some(code);
        let verdict = serde_json::from_value(verdict.into()).unwrap();
        Chosen { verdict, code, text: text.to_owned() }
    }

    #[test]
    fn every_deciding_command_offers_verdicts() {
        for choice in Answers::default().choices() {
            assert!(choice.verdicts.len() >= 2, "{}", choice.command);
        }
        let deciding = CallbackCommand::all().iter().filter(|command| command.is_before());
        assert_eq!(Answers::default().choices().len(), deciding.count());
    }

    #[test]
    fn every_command_is_answered_until_a_verdict_is_chosen() {
        let answers = Answers::default();
        for &command in CallbackCommand::all() {
            effect(&answers, command);
        }
    }

    #[test]
    fn a_chosen_verdict_is_answered() {
        use CallbackCommand as C;
        for (command, verdict, code, text, does) in [
            (C::GroupBeforeSendMsg, "allow", 0, "", "the message is delivered"),
            (C::GroupBeforeSendMsg, "reject", 0, "", "the sender gets 10016"),
            (C::GroupBeforeSendMsg, "reject_with", 10101, "no", "gets 10101 and \"no\""),
            (C::GroupBeforeSendMsg, "drop", 0, "", "dropped silently"),
            (C::C2cBeforeSendMsg, "replace", 0, "hi", "{\"Text\":\"hi\"}"),
            (C::C2cBeforeSendMsg, "reject_with", 120001, "no", "gets 120001 and \"no\""),
            (C::GroupBeforeInviteJoinGroup, "refuse", 0, "leckie, x", "but not for leckie, x"),
            (C::GroupBeforeInviteJoinGroup, "reject_with", 10100, "", "gets 10100"),
            (C::LiveBeforeSendGift, "reject_with", 102100, "a", "gets 102100 and \"a\""),
            (C::SnsPrevFriendAdd, "reject_with", 38000, "no", "with 38000 and \"no\""),
            (C::OfficialAccountBeforeAddSubscriber, "refuse", 0, "x", "but not for x"),
            (C::ChatbotOnAssignHuman, "assign", 7, "a@b.c", "a@b.c of group 7"),
            (C::ChatbotOnAssignHuman, "assign", 7, "", "an agent of group 7"),
            (C::ChatbotInterfaceInvocation, "return", 0, "{\"a\":1}", "with values of a"),
        ] {
            let answers = Answers::default();
            answers.choose(command, chosen(verdict, code, text)).unwrap();
            let effect = effect(&answers, command);
            assert!(effect.contains(does), "{does:?} is not in {effect}");
        }
    }

    #[test]
    fn a_verdict_that_makes_no_answer_is_refused() {
        use CallbackCommand as C;
        for (command, verdict, code, text, why) in [
            (C::GroupBeforeSendMsg, "reject_with", 120001, "", "the code is not 10100 to 10200"),
            (C::GroupBeforeSendMsg, "reject_with", 0, "", "the code is not"),
            (C::GroupBeforeSendMsg, "refuse", 0, "x", "the command has no verdict \"refuse\""),
            (C::GroupBeforeInviteJoinGroup, "refuse", 0, " ,", "no account is named"),
            (C::ChatbotOnAssignHuman, "assign", 0, "", "at least one agent"),
            (C::ChatbotInterfaceInvocation, "return", 0, "[]", "not a JSON object"),
            (C::GroupAfterSendMsg, "allow", 0, "", "decides nothing"),
        ] {
            let answers = Answers::default();
            let error = answers.choose(command, chosen(verdict, code, text)).unwrap_err();
            assert!(error.contains(why), "{why:?} is not in {error}");
            assert!(answers.chosen(command).is_none());
        }
    }
}
