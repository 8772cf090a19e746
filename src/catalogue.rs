//! The only list of commands: one row for each, in the order of the official command list.
//!
//! A row gives the wire name, the variant of `CallbackCommand` and `AnyCallback`, the request type
//! under `callbacks`, the id of the official page, and a sentence that says what happened. If pages
//! spell the name of a command differently, the other names follow the wire name after a `|`. The
//! table is passed to `command` (names), to `callbacks` (which types are requests) and to `call`
//! (`AnyCallback`); nothing else in the crate lists commands.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackBeforeCreateGroup" GroupBeforeCreateGroup = group::BeforeCreateGroup
                => "1047/34368", "A group is about to be created.";
            "Group.CallbackAfterCreateGroup" GroupAfterCreateGroup = group::AfterCreateGroup
                => "1047/34369", "A group was created.";
            "Group.CallbackBeforeApplyJoinGroup"
                GroupBeforeApplyJoinGroup = group::BeforeApplyJoinGroup
                => "1047/34370", "A user is about to apply to join a group.";
            "Group.CallbackBeforeInviteJoinGroup"
                GroupBeforeInviteJoinGroup = group::BeforeInviteJoinGroup
                => "1047/34371", "Users are about to be added to a group.";
            "Group.CallbackAfterNewMemberJoin" GroupAfterNewMemberJoin = group::AfterNewMemberJoin
                => "1047/34372", "Members joined a group.";
            "Group.CallbackAfterMemberExit" GroupAfterMemberExit = group::AfterMemberExit
                => "1047/34373", "Members left a group.";
            "Group.CallbackBeforeSendMsg" GroupBeforeSendMsg = group::BeforeSendMsg
                => "1047/34374", "A group message is about to be delivered.";
            "Group.CallbackAfterSendMsg" GroupAfterSendMsg = group::AfterSendMsg
                => "1047/34375", "A group message was delivered.";
            "Group.CallbackAfterGroupFull" GroupAfterGroupFull = group::AfterGroupFull
                => "1047/34376", "A group is full.";
            "Group.CallbackAfterGroupDestroyed"
                GroupAfterGroupDestroyed = group::AfterGroupDestroyed
                => "1047/34377", "A group was disbanded.";
            "Group.CallbackAfterGroupInfoChanged"
                GroupAfterGroupInfoChanged = group::AfterGroupInfoChanged
                => "1047/34378", "The profile of a group was changed.";
            "Group.CallbackAfterRecallMsg" GroupAfterRecallMsg = group::AfterRecallMsg
                => "1047/46979", "Group messages were recalled.";
            "Group.CallbackOnMemberStateChange"
                GroupOnMemberStateChange = group::OnMemberStateChange
                => "1047/48734", "Members of an audio-video group went online or offline.";
            "Group.CallbackSendMsgException" GroupSendMsgException = group::SendMsgException
                => "1047/49462", "A group message could not be delivered.";
            "Group.CallbackBeforeCreateTopic" GroupBeforeCreateTopic = group::BeforeCreateTopic
                => "1047/49463", "A topic is about to be created.";
            "Group.CallbackAfterCreateTopic" GroupAfterCreateTopic = group::AfterCreateTopic
                => "1047/49464", "A topic was created.";
            "Group.CallbackAfterTopicDestroyed"
                GroupAfterTopicDestroyed = group::AfterTopicDestroyed
                => "1047/49465", "Topics were deleted.";
            "Group.CallbackAfterTopicInfoChanged"
                GroupAfterTopicInfoChanged = group::AfterTopicInfoChanged
                => "1047/49466", "The profile of a topic was changed.";
            "Group.CallbackAfterMemberFieldChanged"
                GroupAfterMemberFieldChanged = group::AfterMemberFieldChanged
                => "1047/60393", "The role or the name card of a group member was changed.";
            "Group.CallbackAfterGroupAttrChanged"
                GroupAfterGroupAttrChanged = group::AfterGroupAttrChanged
                => "1047/60394", "The attributes of a group were changed.";
            "Group.CallbackAfterReadReceipt" GroupAfterReadReceipt = group::AfterReadReceipt
                => "1047/60395", "Group messages that ask for a read receipt were sent or read.";
            "Group.CallbackAfterChangeGroupOwner"
                GroupAfterChangeGroupOwner = group::AfterChangeGroupOwner
                => "1047/60396", "A group has a new owner.";
            "Group.CallbackOnDailyGroupQuotaAlarm"
                GroupOnDailyGroupQuotaAlarm = group::OnDailyGroupQuotaAlarm
                => "1047/57455", "The app has created most of the groups that it may create in a day.";
            "Group.CallbackAfterGroupMsgExtension"
                GroupAfterGroupMsgExtension = group::AfterGroupMsgExtension
                => "1047/76007", "The extensions of a group message were changed.";
            "Group.CallbackAfterModifyMsg" GroupAfterModifyMsg = group::AfterModifyMsg
                => "269/129193", "A group message was edited.";
            "Alert.RequestOverLimit" AlertRequestOverLimit = alert::RequestOverLimit
                => "1047/60256", "Requests to a server API come near its limit.";
            "State.StateChange" StateChange = state::StateChange
                => "1047/34357", "A user went online or offline.";
            "Profile.CallbackPortraitSet" ProfilePortraitSet = profile::PortraitSet
                => "1047/48733", "The profile of a user was changed.";
            "Sns.CallbackPrevFriendAdd" SnsPrevFriendAdd = sns::PrevFriendAdd
                => "1047/43468", "A user is about to ask others to be friends.";
            "Sns.CallbackPrevFriendResponse" SnsPrevFriendResponse = sns::PrevFriendResponse
                => "1047/43467", "A user is about to answer friend requests.";
            "Sns.CallbackFriendAdd" SnsFriendAdd = sns::FriendAdd
                => "1047/34359", "Users became friends.";
            "Sns.CallbackFriendDelete" SnsFriendDelete = sns::FriendDelete
                => "1047/34360", "Friends were removed.";
            "Sns.CallbackBlackListAdd" SnsBlackListAdd = sns::BlackListAdd
                => "1047/34361", "Users were put on a blocklist.";
            "Sns.CallbackBlackListDelete" SnsBlackListDelete = sns::BlackListDelete
                => "1047/34362", "Users were taken off a blocklist.";
            "Follow.CallbackAfterFollowAdd" FollowAfterFollowAdd = follow::AfterFollowAdd
                => "1047/70355", "A user followed others.";
            "Follow.CallbackAfterFollowDelete" FollowAfterFollowDelete = follow::AfterFollowDelete
                => "1047/70356", "A user unfollowed others.";
            "C2C.CallbackBeforeSendMsg" C2cBeforeSendMsg = c2c::BeforeSendMsg
                => "1047/34364", "A one-to-one message is about to be delivered.";
            "C2C.CallbackAfterSendMsg" C2cAfterSendMsg = c2c::AfterSendMsg
                => "1047/34365", "A one-to-one message was delivered, or could not be.";
            "C2C.CallbackAfterMsgReport" C2cAfterMsgReport = c2c::AfterMsgReport
                => "1047/43465", "A user has read a one-to-one conversation.";
            "C2C.CallbackAfterMsgWithDraw" C2cAfterMsgWithDraw = c2c::AfterMsgWithDraw
                => "1047/43466", "A one-to-one message was recalled.";
            "C2C.CallbackAfterModifyMsg" C2cAfterModifyMsg = c2c::AfterModifyMsg
                => "269/128224", "A one-to-one message was edited.";
            "C2C.CallbackAfterC2CMsgExtension" C2cAfterC2cMsgExtension = c2c::AfterC2cMsgExtension
                => "1047/76006", "The extension of a one-to-one message was changed.";
            "C2C.CallbackAfterMsgReadReceipt" C2cAfterMsgReadReceipt = c2c::AfterMsgReadReceipt
                => "269/128223", "A user sent read receipts for one-to-one messages.";
            "C2C.CallbackAfterMsgReadAll" C2cAfterMsgReadAll = c2c::AfterMsgReadAll
                => "269/128225", "A user marked all messages as read.";
            "ContentCallback.ResultNotify"
                ContentCallbackResultNotify = content_callback::ResultNotify
                => "1047/78240", "Content moderation has reached a result.";
            "Bot.OnC2CMessage" BotOnC2cMessage = bot::OnC2cMessage
                => "1047/68952", "A one-to-one message was sent to a bot.";
            "Bot.OnGroupMessage" BotOnGroupMessage = bot::OnGroupMessage
                => "1047/68953", "A group message mentions a bot.";
            "Chatbot.OnC2CSignalMessage" ChatbotOnC2cSignalMessage = chatbot::OnC2cSignalMessage
                => "1047/59057", "An app passed data of its own through to a chatbot.";
            "OfficialAccount.CallbackBeforeCreateOfficialAccount"
                OfficialAccountBeforeCreateOfficialAccount = official_account::BeforeCreateOfficialAccount
                => "1047/60795", "An official account is about to be created.";
            "OfficialAccount.CallbackAfterCreateOfficialAccount"
                OfficialAccountAfterCreateOfficialAccount = official_account::AfterCreateOfficialAccount
                => "1047/60796", "An official account was created.";
            "OfficialAccount.CallbackAfterOfficialAccountInfoChanged"
                OfficialAccountAfterOfficialAccountInfoChanged = official_account::AfterOfficialAccountInfoChanged
                => "1047/60797", "The profile of an official account was changed.";
            "OfficialAccount.CallbackAfterOfficialAccountDestroyed"
                OfficialAccountAfterOfficialAccountDestroyed = official_account::AfterOfficialAccountDestroyed
                => "1047/60798", "An official account was destroyed.";
            "OfficialAccount.CallbackBeforeAddSubscriber"
                OfficialAccountBeforeAddSubscriber = official_account::BeforeAddSubscriber
                => "1047/60799", "Users are about to subscribe to an official account.";
            "OfficialAccount.CallbackAfterAddSubscriber"
                OfficialAccountAfterAddSubscriber = official_account::AfterAddSubscriber
                => "1047/60800", "Users have subscribed to an official account.";
            "OfficialAccount.CallbackAfterOfficialAccountFull"
                OfficialAccountAfterOfficialAccountFull = official_account::AfterOfficialAccountFull
                => "1047/60801", "An official account has reached its limit of subscribers.";
            "OfficialAccount.CallbackAfterDeleteSubscriber"
                OfficialAccountAfterDeleteSubscriber = official_account::AfterDeleteSubscriber
                => "1047/60802", "Users have unsubscribed from an official account, or were removed.";
            "OfficialAccount.CallbackBeforeSendMsg"
                OfficialAccountBeforeSendMsg = official_account::BeforeSendMsg
                => "1047/60803", "A message of an official account is about to be delivered.";
            "OfficialAccount.CallbackAfterSendMsg"
                OfficialAccountAfterSendMsg = official_account::AfterSendMsg
                => "1047/60804", "A message of an official account was delivered.";
            "OfficialAccount.CallbackAfterMsgWithDraw"
                OfficialAccountAfterMsgWithDraw = official_account::AfterMsgWithDraw
                => "1047/60805", "Messages of an official account were recalled.";
            "Push.OfflinePush" PushOfflinePush = push::OfflinePush
                => "1047/67552", "Messages were pushed to offline users.";
            "Push.AllMemberPush" PushAllMemberPush = push::AllMemberPush
                => "1047/67551", "A push task has reached users.";
            "Live.CallbackAfterCreateRoom" LiveAfterCreateRoom = live::AfterCreateRoom
                => "647/64422", "A room was created.";
            "Live.CallbackAfterDestroyRoom" LiveAfterDestroyRoom = live::AfterDestroyRoom
                => "647/64423", "A room was destroyed.";
            "Live.CallbackAfterUpdateRoomInfo" LiveAfterUpdateRoomInfo = live::AfterUpdateRoomInfo
                => "647/67938", "The profile of a room was changed.";
            "Live.CallbackAfterSetMetadata" LiveAfterSetMetadata = live::AfterSetMetadata
                => "647/68222", "Metadata of a room was set.";
            "Live.CallbackAfterDelMetadata" LiveAfterDelMetadata = live::AfterDelMetadata
                => "647/68223", "Metadata of a room was deleted.";
            "Live.CallbackAfterCreateRoomReachingThreshold"
                LiveAfterCreateRoomReachingThreshold = live::AfterCreateRoomReachingThreshold
                => "647/70485", "The number of rooms comes near its limit.";
            "Live.CallbackAfterMemberStateChanged" | "Live.CallbackMemberStateChanged"
                LiveAfterMemberStateChanged = live::AfterMemberStateChanged
                => "647/64424", "Members of a room went online or offline.";
            "Live.CallbackAfterChangeOwner" LiveAfterChangeOwner = live::AfterChangeOwner
                => "647/72553", "A room has a new host.";
            "Live.CallbackAfterModifyAdmin" LiveAfterModifyAdmin = live::AfterModifyAdmin
                => "647/72554", "The admins of a room were changed.";
            "Mic.CallbackAfterSeatInfoChanged" MicAfterSeatInfoChanged = mic::AfterSeatInfoChanged
                => "647/64425", "The seats of a room were changed.";
            "Live.CallbackAfterCreateBattle" LiveAfterCreateBattle = live::AfterCreateBattle
                => "647/68259", "A battle between rooms was requested.";
            "Live.CallbackAfterStartBattle" LiveAfterStartBattle = live::AfterStartBattle
                => "647/68260", "A battle between rooms began.";
            "Live.CallbackAfterEndBattle" LiveAfterEndBattle = live::AfterEndBattle
                => "647/68261", "A battle between rooms ended.";
            "Live.CallbackBeforeSendGift" LiveBeforeSendGift = live::BeforeSendGift
                => "647/72210", "A gift is about to be sent.";
            "Live.CallbackAfterCloudRecordingChanged" | "Follow.CallbackAfterCloudRecordingChanged"
                LiveAfterCloudRecordingChanged = live::AfterCloudRecordingChanged
                => "647/78428", "A cloud recording started or stopped.";
            "Room.CallbackAfterCreateRoom" RoomAfterCreateRoom = room::AfterCreateRoom
                => "647/60733", "A room was created.";
            "Room.CallbackAfterDestroyRoom" RoomAfterDestroyRoom = room::AfterDestroyRoom
                => "647/60732", "A room was destroyed.";
            "Room.CallbackAfterUpdateRoomInfo" | "Room.CallbackUpdateRoomInfo"
                RoomAfterUpdateRoomInfo = room::AfterUpdateRoomInfo
                => "647/60731", "The profile of a room was changed.";
            "Room.CallbackAfterMemberEnter" RoomAfterMemberEnter = room::AfterMemberEnter
                => "647/60735", "Members entered a room.";
            "Room.CallbackAfterMemberLeave" RoomAfterMemberLeave = room::AfterMemberLeave
                => "647/60734", "Members left a room.";
            "Call.CallbackAfterStartCall" CallAfterStartCall = call::AfterStartCall
                => "647/68941", "A call began.";
            "Call.CallbackAfterEndCall" CallAfterEndCall = call::AfterEndCall
                => "647/68940", "A call ended.";
            "Call.CallbackAfterMemberChanged" CallAfterMemberChanged = call::AfterMemberChanged
                => "647/69215", "Participants of a call changed.";
            "Call.CallbackAfterRecordChanged" CallAfterRecordChanged = call::AfterRecordChanged
                => "647/80345", "The recording of a call changed its state.";
            "Desk.SessionEventNotify" DeskSessionEventNotify = desk::SessionEventNotify
                => "1229/68989", "Something happened in a customer service session.";
            "ChatBot.OnAssignHuman" | "ChatBot.OnAssignAgent"
                ChatbotOnAssignHuman = chatbot::OnAssignHuman
                => "1229/68988", "A session is about to be assigned to an agent.";
            "Chatbot.InterfaceInvocation" ChatbotInterfaceInvocation = chatbot::InterfaceInvocation
                => "1229/68990", "A task of a chatbot calls an API.";
        }
    };
}
