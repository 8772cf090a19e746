//! The one list of commands: a row each, in the order of the official command list.
//!
//! A row gives the wire name, the variant of `CallbackCommand` and `AnyCallback`, the request type
//! under `callbacks`, the verdict type, the number of the official page, and what happened. The
//! table is handed to `command` (names) and to `call` (types); nothing else in the crate lists
//! commands.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackBeforeSendMsg" GroupBeforeSendMsg = group::BeforeSendMsg
                => MsgVerdict<GroupRejectCode>, "1047/34374",
                "A group message is about to be delivered.";
            "Group.CallbackAfterSendMsg" GroupAfterSendMsg = group::AfterSendMsg
                => Ack, "1047/34375",
                "A group message was delivered.";
            "Group.CallbackSendMsgException" GroupSendMsgException = group::SendMsgException
                => Ack, "1047/49462",
                "A group message could not be delivered.";
            "C2C.CallbackBeforeSendMsg" C2CBeforeSendMsg = c2c::BeforeSendMsg
                => MsgVerdict<C2cRejectCode>, "1047/34364",
                "A one-to-one message is about to be delivered.";
            "C2C.CallbackAfterSendMsg" C2CAfterSendMsg = c2c::AfterSendMsg
                => Ack, "1047/34365",
                "A one-to-one message was delivered, or could not be.";
            "C2C.CallbackAfterMsgReport" C2CAfterMsgReport = c2c::AfterMsgReport
                => Ack, "1047/43465",
                "A user has read a one-to-one conversation.";
            "C2C.CallbackAfterMsgWithDraw" C2CAfterMsgWithDraw = c2c::AfterMsgWithDraw
                => Ack, "1047/43466",
                "A one-to-one message was recalled.";
            "C2C.CallbackAfterModifyMsg" C2CAfterModifyMsg = c2c::AfterModifyMsg
                => Ack, "269/128224",
                "A one-to-one message was edited.";
            "C2C.CallbackAfterC2CMsgExtension" C2CAfterC2CMsgExtension = c2c::AfterC2CMsgExtension
                => Ack, "1047/76006",
                "The extension of a one-to-one message was changed.";
            "ContentCallback.ResultNotify"
                ContentCallbackResultNotify = content_callback::ResultNotify
                => Ack, "1047/78240",
                "Content moderation has reached a result.";
            "Bot.OnC2CMessage" BotOnC2CMessage = bot::OnC2CMessage
                => Ack, "1047/68952",
                "A one-to-one message was sent to a bot.";
            "Bot.OnGroupMessage" BotOnGroupMessage = bot::OnGroupMessage
                => Ack, "1047/68953",
                "A group message mentions a bot.";
            "Chatbot.OnC2CSignalMessage" ChatbotOnC2CSignalMessage = chatbot::OnC2CSignalMessage
                => Ack, "1047/59057",
                "An app passed data of its own through to a chatbot.";
        }
    };
}
