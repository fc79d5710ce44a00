// Written by "npm run types" from the server's OpenAPI document. Do not edit.

export interface paths {
    "/api/v1/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may do what */
        get: operations["access.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who needs somebody to come */
        get: operations["alert.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alertId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that one comes */
        post: operations["alert.answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Book a patient */
        post: operations["appointment.book"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/day/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is expected on a day */
        get: operations["appointment.day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When departments take bookings, and the days on which they do not */
        get: operations["appointment.hours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was booked and did not come */
        get: operations["appointment.missed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/week": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How full a department is on seven days */
        get: operations["appointment.week"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{appointmentId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a booking */
        post: operations["appointment.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{appointmentId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a booking */
        post: operations["appointment.move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{appointmentId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a cancellation back that was made a moment ago */
        post: operations["appointment.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The backups, and what goes on */
        get: operations["backup.list"];
        put?: never;
        /** Make a backup and prove it; goes on after the answer */
        post: operations["backup.make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The clinic's own key of its backups, locked with a passphrase, for the age tool */
        post: operations["backup.identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where backups go, and the sticks that are there */
        get: operations["backup.places"];
        put?: never;
        /** Send backups to a stick or a folder */
        post: operations["backup.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/places/{placeId}/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send no more backups there; those on it stay */
        post: operations["backup.forget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How old the last good backup is */
        get: operations["backup.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{backupId}/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove an old backup again; goes on after the answer */
        post: operations["backup.prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which clinic this is, and whether it is set up */
        get: operations["box.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/breach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person or a device could have seen in a span of time */
        get: operations["breach.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/breach.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same for a spreadsheet, one patient a line */
        get: operations["breach.csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/blanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make cards to print beforehand, nobody's yet */
        post: operations["card.blanks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/{cardId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A card as it is printed */
        get: operations["card.print"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/{cardId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call a card off, for ever */
        post: operations["card.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What time the box has, and whether it is relied on */
        get: operations["clock.read"];
        put?: never;
        /** Say which time is right */
        post: operations["clock.set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/closed-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a day; answers who is booked then */
        post: operations["appointment.close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/closed-days/{closedDayId}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed day again */
        post: operations["appointment.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who agreed that their data is kept, and who was not asked */
        get: operations["consent.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where people wait */
        get: operations["department.list"];
        put?: never;
        /** Open a department */
        post: operations["department.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{departmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename, move, close or open a department */
        put: operations["department.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{departmentId}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** When a department takes bookings */
        put: operations["appointment.schedule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/device": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which device this is, and who may sign in on it */
        get: operations["device.read"];
        put?: never;
        /** Become a device of the clinic, by a code a manager shows */
        post: operations["device.enrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every device there is or was */
        get: operations["device.list"];
        put?: never;
        /** Make a device of this browser, which a manager is signed in on */
        post: operations["device.name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a code that takes a new device in, once */
        post: operations["device.pair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name a device anew, or give it another place */
        put: operations["device.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn a device away, at once and for good */
        post: operations["device.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/display": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the waiting room is shown */
        get: operations["display.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a patient sees of themselves */
        get: operations["door.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Book oneself */
        post: operations["door.book"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/bookings/{bookingId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up a booking of one's own */
        post: operations["door.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/bookings/{bookingId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a booking of one's own */
        post: operations["door.move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/call-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a message when it is almost one's turn */
        post: operations["door.callUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check oneself in */
        post: operations["door.checkIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shut the door behind a patient */
        post: operations["door.close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When there is room to book oneself */
        get: operations["door.free"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call for help */
        post: operations["door.help"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a patient in, by their card or by a number and the year of birth */
        post: operations["door.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a patient in, by a photo of their card */
        post: operations["door.photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/door/self-triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer questions about oneself: what to ask next, and what is kept at the end */
        post: operations["door.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/rows/{rowId}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Key a row in: what stands on it, with the paper's own time */
        post: operations["downtime.key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/rows/{rowId}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare a row void that has writing on it */
        post: operations["downtime.strike"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The paper sheets, and what became of their rows */
        get: operations["downtime.list"];
        put?: never;
        /** Print sheets, with numbers reserved */
        post: operations["downtime.print"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/sheets/{sheetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One paper sheet with its rows */
        get: operations["downtime.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/sheets/{sheetId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a sheet that adds up */
        post: operations["downtime.close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/sheets/{sheetId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the numbers of a blank sheet back as void */
        post: operations["downtime.discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downtime/sheets/{sheetId}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a sheet out of the drawer: its day, and how many rows have writing */
        post: operations["downtime.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I have not signed yet */
        get: operations["draft.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files that may be one person's, the surest first; and those that were decided on */
        get: operations["duplicate.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that two files are two people's, or put it off until one of them comes */
        post: operations["duplicate.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look through the register now */
        post: operations["duplicate.scan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/encounters/{encounterId}/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a signed encounter right */
        post: operations["encounter.amend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow changes as they happen (server-sent events) */
        get: operations["events.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The clinic and its settings */
        get: operations["facility.read"];
        /** Change the clinic and its settings */
        put: operations["facility.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every file number that was ever given, and whose it is */
        get: operations["file.ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Paper files that are missing now, the one missed last first */
        get: operations["file.missing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the box is doing, in lines with their age */
        get: operations["health.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a number says of its holder, and what seems wrong with it */
        post: operations["identity.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The old registers that were brought in */
        get: operations["import.list"];
        put?: never;
        /** Bring an old register: CSV or XLSX in the body, as it is, 32 MiB at most */
        post: operations["import.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import: its columns, what they are taken for, how far it is */
        get: operations["import.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add those whom the trial said would be added; goes on after the answer */
        post: operations["import.apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Throw an import away of which nobody was added */
        post: operations["import.discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What becomes of the lines */
        get: operations["import.lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}/lines.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report for a spreadsheet, or the unreadable lines to put right and bring again */
        get: operations["import.csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what the columns are, and start the trial */
        put: operations["import.map"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{importId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take everybody back who came with it and was left alone since; goes on after the answer */
        post: operations["import.undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal, newest first */
        get: operations["journal.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The box's public key, which checks proofs */
        get: operations["journal.key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/{seq}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry with its proof, for karete verify-entry */
        get: operations["journal.prove"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who and what can open the records */
        get: operations["keys.list"];
        put?: never;
        /** Add a key; what opens it is answered once */
        post: operations["keys.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/rekey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write the records anew under another key of their own; begins after the answer */
        post: operations["keys.rekey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the records until somebody opens them; begins after the answer */
        post: operations["keys.seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{slotId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a key away */
        post: operations["keys.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages to patients: what goes next, what needs somebody, what went */
        get: operations["message.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By what messages go, when, and in which words */
        get: operations["message.settings"];
        /** Set by what messages go, when, and in which words */
        put: operations["message.configure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send one to a phone in one's hand, and say what happened */
        post: operations["message.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answer Meta, which looks whether the address is the clinic's */
        get: operations["message.verify"];
        put?: never;
        /** What became of messages and what people answered, told by the gateway phone or Meta with a signature, or by a provider with its key in a header */
        post: operations["message.told"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/told/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What became of messages and what people answered, told by the gateway phone or Meta with a signature, or by a provider with its key in the address */
        post: operations["message.toldByKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{messageId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See to it that one does not go out */
        post: operations["message.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{messageId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send one to the number that is in the file now */
        post: operations["message.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as figures, for Prometheus */
        get: operations["metrics.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register somebody, and check them in at once when asked to */
        post: operations["patient.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who may be the person that is being registered, by what is typed so far */
        post: operations["patient.candidates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find people by whatever is typed: names, numbers, a card */
        post: operations["patient.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One patient; the opening is journalled */
        get: operations["patient.read"];
        /** Correct what is known of a patient, whole */
        put: operations["patient.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who opened or changed a patient's record, newest first */
        get: operations["patient.access"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/allergies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note an allergy, or that there is none */
        post: operations["allergy.record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A patient's bookings */
        get: operations["appointment.patient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything held on one patient, and everyone who looked */
        get: operations["patient.bundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a card for a patient */
        post: operations["card.issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/cards/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a pre-printed blank card to a patient */
        post: operations["card.link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything known about a patient; the opening is journalled */
        get: operations["chart.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/compare/{otherId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two files side by side */
        get: operations["duplicate.compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/files/{identifierId}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down where a paper file stands, that it is missing, found or destroyed */
        post: operations["file.log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/identifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a number to a patient, retire one, or put one in another's place */
        post: operations["patient.identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join a patient's file with another one of the same person, which stands for both; nothing is moved */
        post: operations["patient.merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A patient's photo; part of opening the record */
        get: operations["photo.read"];
        put?: never;
        /** Keep a photo as the patient's; an earlier one is erased */
        post: operations["photo.take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/photo/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a patient's photo off their record and erase it */
        post: operations["photo.remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note a long-term problem */
        post: operations["problem.record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that another patient belongs to this one */
        post: operations["patient.relate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/relations/{relationId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a relation was never true, or is no longer */
        post: operations["patient.unrelate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a joining back: both files are as they were */
        post: operations["patient.unmerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/patients/{patientId}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A patient's visits, newest first */
        get: operations["visit.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programs that may ask this box, or might once */
        get: operations["program.list"];
        put?: never;
        /** Register a program; the answer has its secret */
        post: operations["program.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs/{programId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a program, at once and for ever */
        post: operations["program.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programs/{programId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a program is signed in, and for whom */
        get: operations["token.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The line, in the order people are served, and why */
        get: operations["queue.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the departments cope, and who could help */
        get: operations["queue.load"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say where you serve; calls then need no room */
        put: operations["queue.place"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call a waiting patient */
        post: operations["queue.call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Service here is done; the last one finishes the visit */
        post: operations["queue.done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/later": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Comes back later, in the old place; 0 minutes: is back */
        post: operations["queue.later"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient did not wait */
        post: operations["queue.left"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/miss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Called in vain: back into the line, not called again for a pause */
        post: operations["queue.miss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send on to another department; answers the new place in line */
        post: operations["queue.move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to serve */
        post: operations["queue.start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/{entryId}/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a call or a start */
        post: operations["queue.wait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each of the staff did on each day */
        get: operations["report.activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/activity.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same for a spreadsheet, a person and a day a line */
        get: operations["report.activityCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/day/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A day in figures that add up */
        get: operations["report.day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/day/{day}/figures.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The day's figures for a spreadsheet */
        get: operations["report.dayCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/day/{day}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visits behind one figure */
        get: operations["report.dayList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose record has been asleep for as long as the law asks */
        get: operations["retention.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose card it is, by its QR text or its short code */
        post: operations["card.scan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scan/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose card it is, by a photo of it */
        post: operations["card.photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the records are sealed, and what opens them */
        get: operations["seal.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seal/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the records with a passphrase, a recovery code or a key file */
        post: operations["seal.unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions that patients answer themselves */
        get: operations["selfTriage.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-triage/remote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody outside judges patients' own answers too */
        get: operations["selfTriage.remote"];
        /** Switch that on or off; keys are never shown again */
        put: operations["selfTriage.setRemote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-triage/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who answered questions about themselves on a day, and how urgent that makes them */
        get: operations["selfTriage.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/self-triage/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Score what a patient says, without storing */
        post: operations["selfTriage.score"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I, and what may I do */
        get: operations["session.read"];
        put?: never;
        /** Sign in */
        post: operations["session.create"];
        /** Sign out */
        delete: operations["session.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A challenge for a passkey to answer */
        post: operations["session.challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the password or a passkey again, before an act that asks for it */
        post: operations["session.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own second factors */
        get: operations["factor.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/app": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A seed for an authenticator app, shown once */
        post: operations["factor.app"];
        /** Give the app up */
        delete: operations["factor.removeApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/app/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the app for one's own, by a code of it */
        post: operations["factor.proveApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes, shown once; the old ones work no more */
        post: operations["factor.renewCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a new passkey */
        post: operations["factor.addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A challenge for a new passkey */
        post: operations["factor.passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/factors/passkeys/{passkeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget one of one's own passkeys */
        delete: operations["factor.removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Read in another language */
        put: operations["session.language"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/own-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose one's own PIN, with the password */
        post: operations["pin.choose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: operations["session.passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose another password */
        post: operations["session.password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in on an enrolled device, in place of who is */
        post: operations["session.pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["session.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out */
        delete: operations["session.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the wizard has come */
        get: operations["setup.read"];
        put?: never;
        /** Found the clinic; the answer has everybody's first password */
        post: operations["setup.finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/recovery/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a recovery code to print; it counts once groups of it were typed back */
        post: operations["setup.code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Backups that can be brought back on a box without a clinic, and how far one is */
        get: operations["restore.read"];
        put?: never;
        /** Bring a backup back; goes on after the answer */
        post: operations["restore.begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/restore/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is in a backup, and what this box has that it has not */
        post: operations["restore.open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/restore/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in a backup from this browser; it comes in the body, as it is */
        post: operations["restore.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Answer one step, named by its property in the body */
        put: operations["setup.answer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who works or worked here */
        get: operations["staff.list"];
        put?: never;
        /** Take a person in; the answer has their first password */
        post: operations["staff.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a person, or end their work here */
        put: operations["staff.update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/factors/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the second factors from somebody who has lost them */
        post: operations["staff.resetFactors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/pin/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a person's PIN away; they choose another */
        post: operations["pin.reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a person a new password, shown once */
        post: operations["staff.reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A bundle for whoever helps from afar, without patient data */
        post: operations["support.make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the box is made of, and its sizes */
        get: operations["system.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a registered program in */
        post: operations["token.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a refresh token for new tokens */
        post: operations["token.refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/token/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a program's own sign-in */
        post: operations["token.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a sign-in of a program */
        delete: operations["token.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/triage/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Score without storing */
        post: operations["triage.score"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/triage/signs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tick boxes of the triage scale */
        get: operations["triage.signs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the box is reached, and what a new device must compare */
        get: operations["trust.page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a certificate from outside for its names */
        post: operations["trust.install"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/certificate/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go back to the box's own certificate */
        post: operations["trust.remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trust/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificates, and how long they hold */
        get: operations["trust.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a patient in */
        post: operations["visit.checkIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/left-open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Visits that were left open and closed by the box */
        get: operations["visit.leftOpen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One visit */
        get: operations["visit.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a check-in that was a mistake */
        post: operations["visit.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}/drafts/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My draft of this visit */
        get: operations["draft.read"];
        /** Keep my draft */
        put: operations["draft.save"];
        post?: never;
        /** Forget my draft */
        delete: operations["draft.discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}/encounters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a consultation: from then on it is record */
        post: operations["encounter.sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}/left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The patient is gone */
        post: operations["visit.left"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a visit again that was closed a moment ago */
        post: operations["visit.reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visitId}/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a triage */
        post: operations["triage.save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Access: {
            /** @description The roles a person can hold */
            roles: string[];
            rules: components["schemas"]["AccessRule"][];
        };
        AccessRule: {
            action: string;
            roles: string[];
        };
        AccessStaff: {
            displayName: string;
            id: string;
        };
        AccessSummary: {
            /** Format: int64 */
            changed: number;
            /** Format: int64 */
            opened: number;
            /**
             * Format: int64
             * @description Different people, the box not counted
             */
            people: number;
            /**
             * Format: date-time
             * @description The first of all
             */
            since: string;
            /** Format: int64 */
            withoutVisit: number;
        };
        Activity: {
            /** Format: date-time */
            asOf: string;
            clinic: string;
            /** Format: date */
            from: string;
            /** @description Whoever did something, and whoever works here; who did most first */
            people: components["schemas"]["ActivityStaff"][];
            /** Format: date */
            to: string;
            total: components["schemas"]["ActivityCounts"];
        };
        ActivityCounts: {
            /** Format: int64 */
            all: number;
            /**
             * Format: int64
             * @description Booked, moved, cancelled
             */
            bookings: number;
            /** Format: int64 */
            calls: number;
            /** Format: int64 */
            checkIns: number;
            /**
             * Format: int64
             * @description Consultations signed and corrected, allergies, problems
             */
            notes: number;
            /**
             * Format: int64
             * @description Times that a record was opened to read
             */
            openings: number;
            /** Format: int64 */
            other: number;
            /**
             * Format: int64
             * @description Cards and sheets
             */
            prints: number;
            /** Format: int64 */
            registrations: number;
            /** Format: int64 */
            triages: number;
        };
        ActivityDay: {
            counts: components["schemas"]["ActivityCounts"];
            /** Format: date */
            day: string;
            /** Format: date-time */
            first: string;
            /** Format: date-time */
            last: string;
        };
        ActivityStaff: {
            /** @description Still works here */
            active: boolean;
            counts: components["schemas"]["ActivityCounts"];
            /** @description The days on which they were at work with Karete, oldest first */
            days: components["schemas"]["ActivityDay"][];
            displayName: string;
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            staffId: string;
        };
        AddKey: {
            /** Format: uuid */
            id: string;
            /** @description The slot that goes when this one comes */
            inPlaceOf?: string;
            /** @enum {string} */
            kind: "passphrase" | "recovery" | "file" | "box";
            /** @description Whose it is, or where it is kept */
            label?: string;
            /** @description For the kind passphrase; never answered */
            passphrase?: string;
        };
        AddedKey: {
            /** @description Only in the first answer */
            keyFile?: components["schemas"]["KeyFile"];
            keys: components["schemas"]["Keys"];
            /** @description Seven groups of four; only in the first answer */
            recoveryCode?: string;
            slotId: string;
        };
        AdminAnswer: {
            displayName: string;
            /** @description Never answered; may be left out when it was given before */
            password?: string;
            username: string;
        };
        Age: {
            estimated: boolean;
            /** @enum {string} */
            unit: "years" | "months" | "days";
            /** Format: int64 */
            value: number;
        };
        AgeFigures: {
            band: string;
            figure: string;
            /** Format: int64 */
            people: number;
            sexes: components["schemas"]["Count"][];
        };
        AgeRange: {
            /** Format: int64 */
            high: number;
            /** Format: int64 */
            low: number;
        };
        Alert: {
            /** @description Whose line the patient stands in, or the kiosk's */
            department?: components["schemas"]["AlertDepartment"];
            id: string;
            /** @enum {string} */
            kind: "help" | "cannot-walk" | "red-flag";
            /** @description None when nobody had said who they are */
            patient?: components["schemas"]["AlertPatient"];
            /** @description Name of the kiosk; empty: on their own phone */
            place: string;
            /** Format: date-time */
            raisedAt: string;
            ticket?: string;
            visitId?: string;
        };
        AlertDepartment: {
            id: string;
            name: string;
            nameSt: string;
        };
        AlertPatient: {
            displayName: string;
            id: string;
            initials: string;
        };
        AlertRecord: {
            /** Format: date-time */
            answeredAt?: string;
            /** @description Display name */
            answeredBy?: string;
            /** @enum {string} */
            kind: "help" | "cannot-walk" | "red-flag";
            /** @description Name of the kiosk; empty: on their own phone */
            place: string;
            /** Format: date-time */
            raisedAt: string;
            visitId?: string;
        };
        Alerts: {
            /** @description Oldest first */
            alerts: components["schemas"]["Alert"][];
        };
        Allergy: {
            /** @description Medicine class it warns about, as in the medicines list; empty when none */
            class: string;
            id: string;
            /** @description In which of the patient's files it stands */
            patientId: string;
            reaction: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Display name */
            recordedBy: string;
            substance: string;
        };
        AllergyRecord: {
            class: string;
            id: string;
            /** @description In which file it stands */
            patientId: string;
            reaction: string;
            /** @description Why it was withdrawn */
            reason: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Display name */
            recordedBy: string;
            /** @description The line this one stands for */
            replacesId: string;
            /** @enum {string} */
            status: "active" | "none-known" | "withdrawn";
            substance: string;
        };
        AmendNote: {
            /**
             * Format: uuid
             * @description Command id, and the amendment's id
             */
            id: string;
            /** @enum {string} */
            kind: "correction" | "late-entry" | "entered-in-error";
            /** @description The whole corrected note, or what a late entry adds; none for entered-in-error */
            note?: components["schemas"]["Note"];
            /** Format: uuid */
            patientId: string;
            reason: string;
            /** Format: uuid */
            visitId: string;
        };
        AnswerAlert: {
            /** Format: uuid */
            id: string;
        };
        Answers: {
            admin?: components["schemas"]["AdminAnswer"];
            clinic?: components["schemas"]["Identity"];
            clock?: components["schemas"]["ClockAnswer"];
            departments?: components["schemas"]["DepartmentAnswer"][];
            /** @enum {string} */
            language?: "en" | "st";
            recovery?: components["schemas"]["RecoveryAnswer"];
            /** @description May be empty */
            staff?: components["schemas"]["StaffAnswer"][];
        };
        App: {
            /** Format: date-time */
            madeAt: string;
        };
        AppRequest: Record<string, never>;
        ApplyImport: {
            /** @description Lines that are likely here, or there twice, and are other people: they are added, and nobody is asked about them again */
            also?: number[];
            /** Format: uuid */
            id: string;
        };
        Appointment: {
            /** Format: date-time */
            bookedAt: string;
            /** @description Staff or program id; empty: the patient */
            bookedBy: string;
            cancelReason?: string;
            /** Format: date-time */
            cancelledAt?: string;
            /** Format: date */
            day: string;
            departmentId: string;
            id: string;
            /** @description The file it was booked in */
            patientId: string;
            reason: string;
            /**
             * Format: int64
             * @description From 0
             */
            seat: number;
            /** @description The first of those that were booked together */
            seriesId?: string;
            /** @enum {string} */
            source: "staff" | "patient" | "follow-up" | "series";
            /** @example 10:00 */
            start: string;
            /** @enum {string} */
            status: "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow";
            /** Format: int64 */
            version: number;
            /** @description What it became */
            visitId?: string;
        };
        Arrival: {
            departmentId: string;
            /** @description Straight to the front of triage */
            emergency?: boolean;
            reason?: string;
        };
        Ask: {
            input: components["schemas"]["Input"];
            /** @description Takes the age from the record */
            patientId?: string;
        };
        Assertion: {
            authenticatorData: string;
            challenge: string;
            /** @description response.clientDataJSON */
            clientData: string;
            /** @description rawId */
            credential: string;
            signature: string;
            userHandle: string;
        };
        AuditEntry: {
            action: string;
            /** @description Empty for the box and for a stranger */
            actorId: string;
            /** @description Empty for the box and for a stranger: role tells which */
            actorName: string;
            /** @description Name of the enrolled device, or what the browser calls itself */
            device: string;
            /** Format: date-time */
            occurredAt: string;
            patientId?: string;
            patientName?: string;
            /** Format: date-time */
            recordedAt: string;
            role: string;
            /**
             * Format: int64
             * @description The order; no two are equal
             */
            seq: number;
            subjectId: string;
            subjectType: string;
            /** @enum {string} */
            timeSource: "box" | "doubtful" | "paper" | "device";
            visitId?: string;
        };
        AuditPage: {
            entries: components["schemas"]["AuditEntry"][];
            /** Format: int64 */
            next: number;
            /**
             * Format: int64
             * @description Entries in the whole journal
             */
            size: number;
        };
        Author: {
            displayName: string;
            id: string;
            role: string;
        };
        Backup: {
            /** Format: int64 */
            bytes: number;
            counts: components["schemas"]["BackupCounts"];
            /** @description The box did not know the time when it was made */
            doubtful: boolean;
            /**
             * Format: date-time
             * @description When a later proof failed
             */
            failedAt?: string;
            /** @enum {string} */
            failure?: "damaged" | "wrong-key" | "not-a-backup" | "findings" | "place-failing";
            /** @description Its name in the folder Karete of the place */
            file: string;
            /** @description The first half of the SHA-256, in eight groups */
            fingerprint: string[];
            /** @description The first half of the hash over the journal in it, in eight groups */
            head: string[];
            id: string;
            /** Format: date-time */
            madeAt: string;
            /**
             * Format: int64
             * @description 1, 2, 3 in the order they were made
             */
            number: number;
            placeId: string;
            placeName: string;
            /**
             * Format: date-time
             * @description When it was last read back, restored and compared, and all was the same
             */
            provedAt: string;
            /** @enum {string} */
            reason: "asked" | "plugged" | "due" | "day";
            sha256: string;
            /**
             * @description thinned: removed for newer ones; missing: its file is not on the place any more
             * @enum {string}
             */
            state: "good" | "bad" | "thinned" | "missing";
            /** @description Of Karete */
            version: string;
            /** @description Three names that stand for the rest of it */
            words: string[];
        };
        BackupCopy: {
            /** Format: int64 */
            bytes: number;
            /** @description Its name */
            file: string;
            /** @description To choose it by */
            id: string;
            /**
             * Format: date-time
             * @description As its name says; what is in it is believed only once it is open
             */
            madeAt?: string;
            /** @description Its name says that it is of the clinic whose records this box cannot open */
            ours: boolean;
            /** @description The folder it is in; empty for one that was uploaded */
            path: string;
            /** @description What the stick is called; empty for one that was uploaded */
            place: string;
            uploaded: boolean;
        };
        BackupCounts: {
            /**
             * Format: int64
             * @description Of the journal
             */
            entries: number;
            /**
             * Format: int64
             * @description Signed ones
             */
            notes: number;
            /** Format: int64 */
            patients: number;
            /**
             * Format: int64
             * @description Of all tables together
             */
            rows: number;
            /** Format: int64 */
            visits: number;
        };
        BackupIdentity: {
            /** @description In base64; locked with the passphrase */
            content: string;
            name: string;
        };
        BackupList: {
            /** @description The newest first */
            backups: components["schemas"]["Backup"][];
            /** @description How many are kept at each place; the last good one always is */
            kept: components["schemas"]["Keeping"];
            /**
             * Format: int64
             * @description How many of those listed are there and good
             */
            proven: number;
            /** @description What goes on now, or how the last run ended since the box started */
            run?: components["schemas"]["BackupRun"];
        };
        BackupPlace: {
            /** Format: int64 */
            bytes: number;
            /**
             * Format: int64
             * @description That should be on it and are good
             */
            copies: number;
            /** Format: int64 */
            freeBytes: number;
            id: string;
            /** @enum {string} */
            kind: "stick" | "folder";
            label?: string;
            /** Format: date-time */
            lastGoodAt?: string;
            name: string;
            /** @description Of a folder; of a stick, where it is now */
            path?: string;
            /** Format: date-time */
            registeredAt: string;
            /** @description Display name */
            registeredBy: string;
            /** @description It is on the disk that the records are on, and is lost with them */
            sameDisk: boolean;
            /**
             * @description twice: two sticks carry its mark, one is a copy; other-mark: the folder has the mark of another place, or none
             * @enum {string}
             */
            where: "there" | "away" | "twice" | "other-mark" | "read-only" | "failing";
        };
        BackupPlaces: {
            /** @description Registered; the oldest first */
            places: components["schemas"]["BackupPlace"][];
            /** @description Sticks and shares that are there now, registered or not */
            seen: components["schemas"]["SeenMedium"][];
        };
        BackupRun: {
            /** @description The backup that was made, or is proved again */
            backupId?: string;
            /** Format: date-time */
            endedAt?: string;
            /** @enum {string} */
            kind: "backup" | "proof";
            /**
             * Format: int64
             * @description Of this phase
             */
            percent: number;
            /**
             * @description A backup is written, then read back, restored and compared
             * @enum {string}
             */
            phase: "writing" | "proving" | "done";
            placeId: string;
            placeName: string;
            /** @enum {string} */
            reason?: "asked" | "plugged" | "due" | "day";
            /**
             * @description Once it is done
             * @enum {string}
             */
            result?: "good" | "place-gone" | "place-swapped" | "place-full" | "place-read-only" | "place-failing" | "damaged" | "wrong-key" | "not-a-backup" | "findings" | "newer" | "box-full" | "stopped" | "failed";
            /** Format: date-time */
            startedAt: string;
        };
        BackupStatus: {
            /**
             * Format: int64
             * @description How old it is. Absent when there is none, and when the clock is in doubt: say no number of days then
             */
            ageHours?: number;
            /**
             * Format: date-time
             * @description When the newest good backup was made, by the clock of then
             */
            lastGoodAt?: string;
            /**
             * @description look: a day without a backup, or nobody knows; now: three days
             * @enum {string}
             */
            level: "ok" | "look" | "now";
            /** @description Where the newest good backup is */
            placeName?: string;
            /**
             * Format: int64
             * @description Registered
             */
            places: number;
            /** @description The stick to plug in, or the folder that is not there; absent when a place is there or none is registered */
            plug?: string;
            /** @description A registered place is there and can be written */
            present: boolean;
            /** @description What goes on now */
            run?: components["schemas"]["BackupRun"];
            /** @enum {string} */
            state: "ok" | "old" | "never" | "running";
            /**
             * @description How the last backup failed, while there is no good one since
             * @enum {string}
             */
            trouble?: "place-gone" | "place-swapped" | "place-full" | "place-read-only" | "place-failing" | "damaged" | "wrong-key" | "not-a-backup" | "findings" | "newer" | "box-full" | "stopped" | "failed";
        };
        BeginRestore: {
            /** @description What the box has and the backup has not may go; it stays in a folder beside */
            acceptLoss?: boolean;
            /** @description Bring it back although the records were not in order when they were copied */
            anyway?: boolean;
            /** @description The box keeps a key of its own afterwards, and opens without anybody */
            autoUnlock?: boolean;
            /** @description Which, as listed */
            copy: string;
            /** Format: uuid */
            id: string;
            /** @description The content of a key file in base64 */
            keyFile?: string;
            passphrase?: string;
            recoveryCode?: string;
        };
        Board: {
            /** Format: date-time */
            asOf: string;
            counts: components["schemas"]["BoardCounts"];
            /** Format: date */
            day: string;
            /** @description The last to go first, 50 at most; counts.done is of all */
            doneToday: components["schemas"]["QueueRow"][];
            /** @description Everybody here, in the order they are served */
            entries: components["schemas"]["QueueRow"][];
            /** @description Where whoever asks serves */
            place?: components["schemas"]["ServingPlace"];
            /** @description Who serves where today, by department and room */
            places: components["schemas"]["ServingPlace"][];
        };
        BoardCounts: {
            /** Format: int64 */
            arrived: number;
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            other: number;
            /** Format: int64 */
            serving: number;
            /** Format: int64 */
            triage: number;
            /** Format: int64 */
            waiting: number;
        };
        Book: {
            /** Format: date */
            day: string;
            departmentId: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            /** @description A reason of the clinic's list, or words; reception reads it */
            reason?: string;
            /** @description Again every so many weeks */
            repeat?: components["schemas"]["Repeat"];
            /**
             * @description None: staff
             * @enum {string}
             */
            source?: "staff" | "follow-up";
            /** @example 10:00 */
            start: string;
        };
        BookedAppointment: {
            /** Format: date-time */
            bookedAt: string;
            /** @description Staff or program id; empty: the patient */
            bookedBy: string;
            cancelReason?: string;
            /** Format: date-time */
            cancelledAt?: string;
            /** Format: date */
            day: string;
            departmentId: string;
            id: string;
            /** @description The file it was booked in */
            patientId: string;
            reason: string;
            /**
             * Format: int64
             * @description From 0
             */
            seat: number;
            /** @description All that were booked together; those for which no place was found are not among them */
            series: components["schemas"]["Appointment"][];
            /** @description The first of those that were booked together */
            seriesId?: string;
            /** @enum {string} */
            source: "staff" | "patient" | "follow-up" | "series";
            /** @example 10:00 */
            start: string;
            /** @enum {string} */
            status: "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow";
            /** Format: int64 */
            version: number;
            /** @description What it became */
            visitId?: string;
        };
        Booking: {
            /** Format: date-time */
            bookedAt: string;
            /** @description Staff or program id; empty: the patient */
            bookedBy: string;
            cancelReason?: string;
            /** Format: date-time */
            cancelledAt?: string;
            /** Format: date */
            day: string;
            departmentId: string;
            id: string;
            /** @description Who stands for the file now */
            patient: components["schemas"]["PatientSummary"];
            /** @description The file it was booked in */
            patientId: string;
            reason: string;
            /**
             * Format: int64
             * @description From 0
             */
            seat: number;
            /** @description The first of those that were booked together */
            seriesId?: string;
            /** @enum {string} */
            source: "staff" | "patient" | "follow-up" | "series";
            /** @example 10:00 */
            start: string;
            /** @enum {string} */
            status: "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow";
            /** Format: int64 */
            version: number;
            /** @description What it became */
            visitId?: string;
        };
        Box: {
            /** @description From where this was asked, a number and a year of birth open the patients' own door; else only a card does */
            byNumber: boolean;
            /** @description The enrolled device that asks */
            device?: components["schemas"]["SessionDevice"];
            /** @description A backup is looked at: nothing can be changed, and all of it goes away afterwards */
            drill?: boolean;
            facility?: components["schemas"]["Nameplate"];
            setUp: boolean;
            /** @description Where the wizard stands */
            setUpStep?: string;
            version: string;
        };
        BoxTime: {
            /**
             * Format: date-time
             * @description What the computer's own clock says
             */
            computer: string;
            /**
             * @description Why the time may be wrong; empty: it is relied on. behind and ahead: since a start before or long after what is on record, or a jump forward; back: a jump back; unset: nothing kept the time while the power was off
             * @enum {string}
             */
            doubt: "" | "behind" | "unset" | "back" | "ahead";
            /**
             * Format: date-time
             * @description The newest moment that was relied on
             */
            newest: string;
            /** Format: date-time */
            now: string;
            /**
             * Format: int64
             * @description Of the box's time from the computer's
             */
            offsetSeconds: number;
            /**
             * Format: date-time
             * @description When the doubt began
             */
            since?: string;
            /** @description The computer has its time from the network */
            synchronised: boolean;
        };
        BreachList: {
            action: string;
            /** Format: date-time */
            at: string;
            by: string;
            /** @description Which one: a day */
            list: string;
            on: string;
        };
        BreachPatient: {
            /** @description What was done */
            acts: string[];
            age?: components["schemas"]["Age"];
            /** @description YYYY-MM-DD, YYYY-MM or YYYY */
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            /** @description Who, by name; Karete when it was the box */
            by: string[];
            /** Format: int64 */
            changed: number;
            displayName: string;
            fileNumber: string;
            /** Format: date-time */
            first: string;
            /** @description In a search: what was typed is in another file, for which this one stands */
            foundBy?: components["schemas"]["FormerFile"];
            id: string;
            initials: string;
            /** Format: date-time */
            last: string;
            /** @description YYYY-MM-DD of the newest visit, today's too */
            lastVisitDay?: string;
            /** @description The devices */
            on: string[];
            openVisit?: components["schemas"]["OpenVisit"];
            /** Format: int64 */
            opened: number;
            /** @description The first one, grouped for the eye */
            phone?: string;
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village: string;
        };
        BreachReport: {
            /**
             * Format: int64
             * @description Times that something was written into one
             */
            changed: number;
            clinic: string;
            /** @description The device asked about, by its name */
            device?: string;
            /** Format: date-time */
            from: string;
            /** @description Lists of many people that were opened, oldest first */
            lists: components["schemas"]["BreachList"][];
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            /**
             * Format: int64
             * @description Times that a record was opened to read
             */
            opened: number;
            /** @description Whose record was opened or changed, by name; also that of a file joined at the time with the one that was opened */
            patients: components["schemas"]["BreachPatient"][];
            /** @description Oldest first */
            signIns: components["schemas"]["BreachSignIn"][];
            /** @description The person asked about */
            staff?: components["schemas"]["AccessStaff"];
            /** Format: date-time */
            to: string;
            /** @description What shows names of many and leaves no entry, so that nobody can say whose were seen */
            unlisted: string[];
            /**
             * Format: int64
             * @description Different people who came to the clinic on the days on which something was done: their names stood in the queue
             */
            visitors: number;
        };
        BreachSignIn: {
            /** Format: date-time */
            at: string;
            by: string;
            on: string;
            /** @description Signed out */
            out: boolean;
        };
        CalendarDay: {
            /** Format: date */
            day: string;
            /** @description With the places that are left; none on a closed day */
            slots: components["schemas"]["FreeSlot"][];
            /** @enum {string} */
            state: "free" | "full" | "closed";
        };
        Call: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            /** @description Room or desk, as spoken; none: where whoever calls serves */
            room?: string;
        };
        CancelAppointment: {
            /** @description The later ones of the series too */
            following?: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            reason?: string;
        };
        Cancellation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            reason: string;
        };
        Candidate: {
            /** @enum {string} */
            level: "likely" | "possible";
            patient: components["schemas"]["PatientSummary"];
            /** @description The weightiest first */
            reasons: components["schemas"]["Reason"][];
            /**
             * Format: double
             * @description How sure it is
             */
            score: number;
        };
        CandidateIdentifier: {
            system?: string;
            value?: string;
        };
        CandidateKin: {
            name?: string;
        };
        CandidatePhone: {
            number?: string;
        };
        CandidateQuery: {
            /** @description YYYY-MM-DD, YYYY-MM or YYYY; anything else tells nothing */
            birthDate?: string;
            birthPrecision?: string;
            district?: string;
            familyName?: string;
            givenNames?: string;
            identifiers?: components["schemas"]["CandidateIdentifier"][];
            nextOfKin?: components["schemas"]["CandidateKin"];
            otherNames?: string[];
            phones?: components["schemas"]["CandidatePhone"][];
            sex?: string;
            village?: string;
        };
        Candidates: {
            /** @description Not everybody yet: the box still writes its index */
            building?: boolean;
            /** @description The likeliest first */
            candidates: components["schemas"]["Candidate"][];
            /**
             * Format: int64
             * @description How many people were looked through
             */
            people: number;
        };
        Card: {
            /**
             * @description Short code, grouped for the eye, printed under the picture
             * @example 7KQ-M2XA
             */
            code: string;
            id: string;
            /** Format: date-time */
            linkedAt?: string;
            /** Format: date-time */
            madeAt: string;
            /** @description Whose it is: who stands for them now, when files were joined */
            patient?: components["schemas"]["PatientSummary"];
            /** @description What the QR code says */
            qr?: string;
            /**
             * @description Why revoked, empty before
             * @enum {string}
             */
            reason: "" | "lost" | "stolen" | "damaged" | "replaced" | "wrong-person";
            /** Format: date-time */
            revokedAt?: string;
            /** @enum {string} */
            status: "blank" | "active" | "revoked";
            /** @description The QR code as a picture with its quiet zone, without a size of its own */
            svg?: string;
        };
        CardList: {
            cards: components["schemas"]["Card"][];
        };
        Case: {
            /** @description How old, as exactly as it is known; none when it is not */
            ageDays?: components["schemas"]["AgeRange"];
            /** @description By item: 1 yes, 0 no, -1 I do not know; for a scale its number, or -1 */
            answers: {
                [key: string]: number;
            };
            /** @description Long-term illnesses */
            conditions?: string[];
            /** @description There are no more answers to come */
            finished?: boolean;
            /** @description Main problems: which groups of questions are asked */
            groups?: string[];
            /**
             * @description just-born: gave birth within six weeks
             * @enum {string}
             */
            pregnancy?: "yes" | "maybe" | "just-born" | "no";
            /** @description Was here for it within three days, and is not better */
            sameProblem?: boolean;
            /** @description The short form */
            short?: boolean;
        };
        Certificate: {
            addresses: string[];
            /**
             * Format: int64
             * @description By the box's clock; negative when it has ended
             */
            daysLeft: number;
            issuer: string;
            name: string;
            names: string[];
            /** Format: date-time */
            notAfter: string;
            /** Format: date-time */
            notBefore: string;
        };
        Challenge: {
            /** @description Names it when it is answered, within two minutes */
            challenge: string;
            /** @description The options of WebAuthn */
            publicKey: {
                [key: string]: unknown;
            };
        };
        ChallengeFor: {
            /**
             * @description Signing in, with anybody's passkey; or showing again that it is still the one who signed in
             * @enum {string}
             */
            for: "sign-in" | "confirm";
        };
        ChangeMessage: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
        };
        Chart: {
            /** @description Those that stand */
            allergies: components["schemas"]["Allergy"][];
            /** @description What was prescribed last, by medicine, newest first */
            medicines: components["schemas"]["Medicine"][];
            /**
             * Format: date-time
             * @description When the patient said there are none; absent when nobody asked
             */
            noKnownAllergiesSaidAt?: string;
            openVisit?: components["schemas"]["VisitRecord"];
            /** @description Newest first */
            pastVisits: components["schemas"]["VisitRecord"][];
            patient: components["schemas"]["Patient"];
            /** @description What the patient answered for this visit, or lately when there is none; newest first */
            patientSaid: components["schemas"]["PatientSaid"][];
            /** @description Those that stand */
            problems: components["schemas"]["Condition"][];
        };
        ChartScore: {
            chart: string;
            items: components["schemas"]["ItemScore"][];
            /** Format: int64 */
            level: number;
            /** Format: int64 */
            sum: number;
            /** Format: int64 */
            upperBound: number;
        };
        CheckIn: {
            /** @description Came for repeat medicines only */
            collectOnly?: boolean;
            departmentId: string;
            /** @description Straight to the front of triage */
            emergency?: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            /** @description A reason of the clinic's list, or words */
            reason?: string;
        };
        ClinicChange: {
            /** @description The ministry's code; letters, figures, - . / */
            code: string;
            /** @enum {string} */
            country: "LS" | "ZA";
            district: string;
            /** @description Series that new file numbers are issued in, may be empty */
            fileSeries?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            name: string;
            phone?: string;
            settings: components["schemas"]["ClinicSettings"];
        };
        ClinicSettings: {
            /** @description What the screen in the waiting room shows */
            display: components["schemas"]["DisplaySettings"];
            /** @description How the patients' own door opens; none: also by a number */
            door?: components["schemas"]["DoorSettings"];
            /** @description What the box is called on the clinic's network, before .local; empty: karete */
            hostName?: string;
            /** @description How the line moves; none: as the box has it */
            line?: components["schemas"]["LineSettings"];
            /**
             * Format: int64
             * @description A desk nobody touches for so long is locked by its screen
             */
            lockMinutes: number;
            /** @description Managers sign in with two factors: an authenticator app or a passkey besides the password */
            managersNeedSecondFactor: boolean;
            /** @description What the whole of a Lesotho national identity number looks like, in RE2; empty: twelve figures */
            nationalIdPattern?: string;
            /** @description Reasons offered at check-in, in order; the known words are translated by the screen */
            reasons: string[];
            /**
             * Format: int64
             * @description The same for a tablet that many hands take up
             */
            tabletLockMinutes: number;
            /** @description Choices of the triage scale, and the minutes within which each level should be seen */
            triage: components["schemas"]["Settings"];
        };
        ClockAnswer: {
            confirmed: boolean;
            /**
             * Format: date-time
             * @description The time on the device, when the box's is wrong: the box takes it over
             */
            now?: string;
        };
        CloseDay: {
            /** Format: date */
            day: string;
            /** @description None: the whole clinic */
            departmentId?: string;
            /** Format: uuid */
            id: string;
            /** @description What people are told: a holiday, training */
            reason: string;
        };
        ClosedDay: {
            /** Format: date-time */
            closedAt: string;
            /** @description Staff id */
            closedBy: string;
            /** Format: date */
            day: string;
            /** @description Empty: the whole clinic */
            departmentId: string;
            id: string;
            reason: string;
        };
        ClosedWith: {
            bookings: components["schemas"]["Booking"][];
            /** Format: date-time */
            closedAt: string;
            /** @description Staff id */
            closedBy: string;
            /** Format: date */
            day: string;
            /** @description Empty: the whole clinic */
            departmentId: string;
            id: string;
            reason: string;
        };
        Complaint: {
            /** @description Codes of the short list: fever, cough, pain ... */
            chips: string[];
            text: string;
        };
        Condition: {
            code: string;
            id: string;
            /** @description In which of the patient's files it stands */
            patientId: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Display name */
            recordedBy: string;
            /** @description YYYY, YYYY-MM, YYYY-MM-DD, or empty */
            since: string;
            /** @description icd-10, or empty for free text */
            system: string;
            text: string;
        };
        ConfigureMessages: {
            /** Format: uuid */
            id: string;
            secrets?: components["schemas"]["NewSecrets"];
            settings: components["schemas"]["MessageSettings"];
        };
        Confirmation: {
            /** Format: uuid */
            id: string;
            passkey?: components["schemas"]["Assertion"];
            password?: string;
        };
        Consent: {
            given: boolean;
            /** @description YYYY-MM-DD, the day it was asked. With given false: refused, or taken back, that day */
            on?: string;
            /** @description Which text was read out; the box writes it when an answer is new */
            version?: string;
        };
        ConsentAnswer: {
            /**
             * Format: date-time
             * @description When it was written down
             */
            at: string;
            /** @description Display name */
            by: string;
            given: boolean;
            /** @description YYYY-MM-DD, the day it was asked. With given false: refused, or taken back, that day */
            on?: string;
            /** @description In which of the patient's files */
            patientId: string;
            /** @description Which text was read out; the box writes it when an answer is new */
            version?: string;
        };
        ConsentEntry: {
            /** @description The day it was asked */
            on: string;
            patient: components["schemas"]["PatientSummary"];
            /** @description There is a photo, which was agreed to by itself */
            photo: boolean;
            /** @enum {string} */
            state: "given" | "refused" | "not-asked";
            /** @description Which text was read out; empty before versions were kept */
            version: string;
        };
        ConsentList: {
            entries: components["schemas"]["ConsentEntry"][];
            /** Format: int64 */
            given: number;
            /**
             * Format: int64
             * @description Ask with before=next for the part after this one; absent on the last
             */
            next?: number;
            /** Format: int64 */
            notAsked: number;
            /** Format: int64 */
            refused: number;
            /** @description The text that is read out now */
            version: string;
        };
        Count: {
            figure: string;
            name: string;
            /** Format: int64 */
            people: number;
        };
        Damage: {
            /** @description Its name in the data folder */
            file: string;
            /** Format: date-time */
            foundAt: string;
            /** @description It is not there, or there is nothing in it */
            gone: boolean;
            /**
             * @description database: the records themselves; keys: the key file
             * @enum {string}
             */
            part: "database" | "keys";
        };
        DayBook: {
            /** Format: date */
            day: string;
            /** @description Those that take bookings or have some, in the clinic's order */
            departments: components["schemas"]["DepartmentDay"][];
            /** Format: date */
            today: string;
        };
        DayHours: {
            /**
             * @description No slot lies in the break; none: no break
             * @example 12:30
             */
            breakFrom?: string;
            /** @example 13:30 */
            breakUntil?: string;
            /**
             * Format: int64
             * @description Places in each slot
             */
            capacity: number;
            /**
             * @description The last slot ends by then
             * @example 15:30
             */
            closes: string;
            /** @example 08:00 */
            opens: string;
            /** @description 1 is Monday, 7 Sunday; each is in one of a department's hours at most */
            weekdays: number[];
        };
        DayList: {
            day: string;
            figure: string;
            rows: components["schemas"]["ReportRow"][];
        };
        DayReport: {
            ages: components["schemas"]["AgeFigures"][];
            /** Format: int64 */
            all: number;
            /** Format: date-time */
            asOf: string;
            /** Format: int64 */
            cancelled: number;
            clinic: string;
            /**
             * Format: int64
             * @description Left open by everybody, closed as of this day
             */
            closedByBox: number;
            /** Format: date */
            day: string;
            departments: components["schemas"]["Count"][];
            /** @description Most frequent first */
            diagnoses: components["schemas"]["DiagnosisCount"][];
            /**
             * Format: int64
             * @description Written by hand and keyed in later
             */
            fromPaper: number;
            hours: components["schemas"]["Count"][];
            journal: components["schemas"]["Seal"];
            /** Format: int64 */
            known: number;
            /** Format: int64 */
            left: number;
            levels: components["schemas"]["LevelFigures"][];
            /** Format: int64 */
            new: number;
            /** Format: int64 */
            open: number;
            outcomes: components["schemas"]["Count"][];
            /**
             * Format: int64
             * @description Rows written on this day's paper sheets that are not keyed in yet: the attendance will grow
             */
            paperLeft: number;
            /** Format: int64 */
            seen: number;
            waits: components["schemas"]["WaitFigures"][];
        };
        DaySlot: {
            bookings: components["schemas"]["Booking"][];
            /**
             * Format: int64
             * @description 0 for a time that is no longer one of the department's hours
             */
            capacity: number;
            /** @description It has begun */
            past: boolean;
            /** @example 10:00 */
            start: string;
            /** Format: int64 */
            taken: number;
        };
        DecidePair: {
            /** Format: uuid */
            id: string;
            note?: string;
            /** Format: uuid */
            otherId: string;
            /** Format: uuid */
            patientId: string;
            /** @enum {string} */
            reason?: "asked" | "twin" | "relative" | "namesake" | "other";
            /** @enum {string} */
            verdict: "distinct" | "later";
        };
        Decision: {
            /** Format: int64 */
            level: number;
            reason?: string;
            reasonText?: string;
            unfinishedReason?: string;
        };
        Demographics: {
            /** @description YYYY-MM-DD, YYYY-MM or YYYY */
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            /** @description YYYY-MM-DD an age was told; empty: today */
            birthRecordedOn?: string;
            /** @description Chief or ward */
            chief?: string;
            consent?: components["schemas"]["Consent"];
            district?: string;
            familyName?: string;
            /** @description As spoken. One of the two names may be empty */
            givenNames?: string;
            /**
             * @description Empty: Sesotho
             * @enum {string}
             */
            language?: "en" | "st";
            nextOfKin?: components["schemas"]["NextOfKin"];
            /** @description Former names, aliases, church names */
            otherNames?: string[];
            phones?: components["schemas"]["NewPhone"][];
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village?: string;
        };
        Department: {
            /** @description People can be sent there */
            active: boolean;
            /** @description Letters on the ticket */
            code: string;
            id: string;
            /** @enum {string} */
            kind: "reception" | "triage" | "consultation" | "pharmacy" | "laboratory" | "other";
            name: string;
            /** @description Name in Sesotho; empty when it is the same */
            nameSt: string;
            /**
             * Format: int64
             * @description Place in lists, from 1
             */
            position: number;
            /** @description Rooms and desks that people are called to, as spoken */
            rooms: string[];
            /** Format: int64 */
            version: number;
        };
        DepartmentAnswer: {
            code: string;
            /** @enum {string} */
            kind: "reception" | "triage" | "consultation" | "pharmacy" | "laboratory" | "other";
            name: string;
            nameSt?: string;
        };
        DepartmentChange: {
            active: boolean;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reception" | "triage" | "consultation" | "pharmacy" | "laboratory" | "other";
            name: string;
            nameSt?: string;
            /** Format: int64 */
            position: number;
            /** @description Rooms and desks that people are called to, as spoken; none: as they are */
            rooms?: string[];
        };
        DepartmentDay: {
            cancelled: components["schemas"]["Booking"][];
            /**
             * Format: int64
             * @description Places in all
             */
            capacity: number;
            /** @description Why it is closed, when it was closed for this day */
            closed?: string;
            departmentId: string;
            /** @description Bookings are taken */
            open: boolean;
            slots: components["schemas"]["DaySlot"][];
            /** Format: int64 */
            taken: number;
        };
        DepartmentLoad: {
            departmentId: string;
            /** @description For somebody routine who comes now; none when too little is known */
            estimate?: components["schemas"]["WaitRange"];
            /** @description Who could help one that is drowning */
            hint?: components["schemas"]["LoadHint"];
            /** Format: int64 */
            late: number;
            /**
             * Format: int64
             * @description Of those who wait
             */
            longestMinutes: number;
            places: components["schemas"]["ServingPlace"][];
            /** Format: int64 */
            serving: number;
            /** @enum {string} */
            state: "calm" | "busy" | "drowning";
            /**
             * Format: int64
             * @description Who could be called now
             */
            waiting: number;
            why: components["schemas"]["LoadReason"][];
        };
        Departments: {
            departments: components["schemas"]["Department"][];
        };
        Device: {
            /** @description Version of the screens it runs, as it says */
            app?: string;
            /** @description In two words of the box's */
            browser: string;
            /** @description The device that asks */
            current: boolean;
            /** @description Whose people are offered on it; without one, everybody's */
            departmentId?: string;
            /** Format: date-time */
            enrolledAt: string;
            /** @description Display name of the manager */
            enrolledBy: string;
            id: string;
            /** @enum {string} */
            kind: "tablet" | "desk" | "kiosk" | "display";
            name: string;
            /** Format: date-time */
            revokedAt?: string;
            /** Format: date-time */
            seenAt?: string;
            /** @description Display name of who works on it now */
            signedIn?: string;
            /** Format: int64 */
            version: number;
        };
        DeviceChange: {
            /** Format: uuid */
            departmentId?: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        DeviceList: {
            devices: components["schemas"]["Device"][];
        };
        DeviceRevocation: {
            /** Format: uuid */
            id: string;
        };
        Diagnosis: {
            /** @enum {string} */
            certainty: "provisional" | "confirmed";
            code: string;
            /** @description First visit for this condition, else a repeat */
            firstVisit: boolean;
            /**
             * @description icd-10 (WHO, 2019), or empty for free text
             * @enum {string}
             */
            system: "icd-10" | "";
            /** @description Our short name at the time, or what was written */
            text: string;
        };
        DiagnosisCount: {
            /** @description Empty for free text */
            code: string;
            /** @description The figure it counts under */
            figure: string;
            /** Format: int64 */
            people: number;
            text: string;
        };
        Different: {
            /** @description The reason in words */
            note?: string;
            /** Format: uuid */
            patientId: string;
            /** @enum {string} */
            reason: "asked" | "twin" | "relative" | "namesake" | "other";
        };
        DisplayCall: {
            /**
             * Format: date-time
             * @description Moves on when the ticket is called again
             */
            calledAt: string;
            department: components["schemas"]["DisplayDepartment"];
            /** @description Given name and one letter, where the clinic chose names */
            name?: string;
            /** @description As spoken; may be empty */
            room: string;
            ticket: string;
        };
        DisplayDepartment: {
            code: string;
            name: string;
            /** @description Empty when it is the same */
            nameSt: string;
        };
        DisplayNext: {
            department: components["schemas"]["DisplayDepartment"];
            /** @description In the order they are served */
            tickets: string[];
            /**
             * Format: int64
             * @description How many wait in all
             */
            waiting: number;
        };
        DisplayScreen: {
            /** Format: date-time */
            asOf: string;
            /** @description The last call first */
            calls: components["schemas"]["DisplayCall"][];
            clinic: string;
            /** Format: date */
            day: string;
            /**
             * @description The clinic's; both are shown in turn
             * @enum {string}
             */
            language: "en" | "st";
            messages: components["schemas"]["HealthMessage"][];
            /** @description Departments where somebody waits, in the clinic's order */
            next: components["schemas"]["DisplayNext"][];
        };
        DisplaySettings: {
            /** @description Shown in turn */
            messages: components["schemas"]["HealthMessage"][];
            /** @description A given name and one letter beside the ticket; otherwise the ticket alone */
            showNames: boolean;
        };
        District: {
            code: string;
            country: string;
            kind: string;
            name: string;
        };
        DoorAnswers: {
            /** @enum {string} */
            answeredBy: "patient" | "companion";
            /** @description The age is the record's, whatever is said here */
            case: components["schemas"]["Case"];
            /**
             * @description Whether these answers, without a name, may go to a service outside; none when that was not asked
             * @enum {string}
             */
            consent?: "yes" | "no";
            /** @description There are no more answers to come */
            finished: boolean;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            /**
             * Format: date-time
             * @description By the browser's clock
             */
            startedAt?: string;
        };
        DoorBook: {
            /** Format: date */
            day: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            id: string;
            /** @description One of those that were offered */
            reason: string;
            /** @example 10:00 */
            start: string;
        };
        DoorBooking: {
            /** Format: date */
            day: string;
            departmentId: string;
            departmentName: string;
            departmentNameSt: string;
            id: string;
            mayChange: boolean;
            reason: string;
            /** @example 10:00 */
            start: string;
            /** Format: int64 */
            version: number;
        };
        DoorCalendar: {
            /** @description Those on which it works, within 60 days */
            days: components["schemas"]["CalendarDay"][];
            id: string;
            name: string;
            nameSt: string;
        };
        DoorCall: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            reason: "help" | "cannot-walk";
        };
        DoorCallUp: {
            /** Format: uuid */
            id: string;
        };
        DoorCalled: {
            /** Format: date-time */
            raisedAt: string;
        };
        DoorCancel: {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description Of the booking, as it was seen
             */
            version: number;
        };
        DoorCheckIn: {
            /** Format: uuid */
            id: string;
            /**
             * @description In which they read it
             * @enum {string}
             */
            language?: "en" | "st";
            /** @description One of those that were offered */
            reason: string;
        };
        DoorFree: {
            departments: components["schemas"]["DoorCalendar"][];
        };
        DoorKnock: {
            /** Format: int64 */
            birthYear?: number;
            /** @description What the scanner read. The short code under the picture opens nothing */
            card?: string;
            /** @description File number or phone, whole */
            number?: string;
        };
        DoorMay: {
            book: boolean;
            /** @description Ask for a message when it is almost their turn */
            callUp: boolean;
            checkIn: boolean;
        };
        DoorMinutes: {
            /** Format: int64 */
            high: number;
            /** Format: int64 */
            low: number;
        };
        DoorMove: {
            /** Format: date */
            day: string;
            /** Format: uuid */
            departmentId: string;
            /** Format: uuid */
            id: string;
            /** @example 10:00 */
            start: string;
            /**
             * Format: int64
             * @description Of the booking, as it was seen
             */
            version: number;
        };
        DoorOpened: {
            /**
             * Format: int64
             * @description 0: not known to the year
             */
            birthYear: number;
            /**
             * Format: int64
             * @description Unless it is used
             */
            expiresInSeconds: number;
            initials: string;
            /** @description For the header Karete-Door, in memory only */
            token: string;
        };
        DoorReason: {
            /** @description What they are booked for today */
            bookingId?: string;
            /** @description A reason of the clinic's list, or collect: repeat medicines only */
            code: string;
        };
        DoorSettings: {
            /**
             * @description For whom a number and the year of birth open nothing: nobody, phones away from the clinic's network, all
             * @enum {string}
             */
            cardOnly: "never" | "outside" | "always";
        };
        DoorStage: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            stage: "arrived" | "triage" | "waiting" | "serving" | "other" | "done";
        };
        DoorStep: {
            /**
             * Format: int64
             * @description How many questions are answered
             */
            at: number;
            departmentName?: string;
            departmentNameSt?: string;
            /** @description The nurse sees it */
            kept: boolean;
            /** @enum {string} */
            level: "R" | "D" | "N" | "E";
            /** @description None when all is answered, or after the first emergency */
            next?: components["schemas"]["Question"];
            /** @description Where somebody sits who triages, if that is known */
            nurseRoom?: string;
            /**
             * Format: int64
             * @description How many there are for these answers
             */
            of: number;
            /** @description An emergency: nothing more is asked, and staff are told */
            stop: boolean;
            ticket?: string;
        };
        DoorView: {
            /** @description Before the questionnaire: whether the answers, without a name, may go to a service outside */
            asksConsent: boolean;
            /** @description The questionnaire asks for it */
            asksPregnancy: boolean;
            /**
             * Format: int64
             * @description 0: not known to the year
             */
            birthYear: number;
            /** @description To come, and today's */
            bookings: components["schemas"]["DoorBooking"][];
            clinicName: string;
            clinicPhone: string;
            /** @description A call for help of theirs stands; false once somebody said that they come */
            helpComing: boolean;
            initials: string;
            /** @description At the clinic: a kiosk, or a phone on its network */
            inside: boolean;
            /**
             * @description As they once said
             * @enum {string}
             */
            language: "en" | "st";
            may: components["schemas"]["DoorMay"];
            /** @description What somebody may come for */
            reasons: components["schemas"]["DoorReason"][];
            /** @description Was here within three days: ask whether it is the same problem, and not better */
            seenRecently: boolean;
            visit?: components["schemas"]["DoorVisit"];
        };
        DoorVisit: {
            /** Format: date-time */
            arrivedAt: string;
            /**
             * Format: int64
             * @description People before them; none while they are not in a line
             */
            before?: number;
            /** @description They get a message when it is almost their turn */
            callUpAsked: boolean;
            /**
             * Format: int64
             * @description How many are before them then
             */
            callUpBefore: number;
            /** Format: date-time */
            calledAt?: string;
            collectOnly: boolean;
            departmentId: string;
            departmentName: string;
            departmentNameSt: string;
            /** @description About how long; none when too little is known */
            minutes?: components["schemas"]["DoorMinutes"];
            room: string;
            /** @description They answered the questions for this visit */
            said: boolean;
            /** @enum {string} */
            stage: "arrived" | "triage" | "waiting" | "serving" | "other" | "done";
            /** @description What is behind them, oldest first */
            steps: components["schemas"]["DoorStage"][];
            ticket: string;
        };
        DormantList: {
            /** @description Civil day at the clinic */
            asOf: string;
            entries: components["schemas"]["DormantRecord"][];
            /**
             * Format: int64
             * @description Ask with after=next for the part after this one; absent on the last
             */
            next?: number;
            rule: components["schemas"]["RetentionRule"];
            /** Format: int64 */
            total: number;
        };
        DormantRecord: {
            /** @description If not, nobody can say whether it was a minor's */
            birthKnown: boolean;
            deceasedOn?: string;
            /** @description Civil day of the last visit, or of the registration */
            lastHere: string;
            /**
             * Format: date-time
             * @description When anybody last opened it
             */
            lastOpened?: string;
            /** @description Was a minor when last here */
            minor: boolean;
            /** @description Somebody opened it after the last visit */
            openedSince: boolean;
            /** @description Civil day from which the record need not be kept */
            over: string;
            patient: components["schemas"]["PatientSummary"];
            /** Format: int64 */
            visits: number;
        };
        Draft: {
            content: unknown;
            /** @enum {string} */
            kind: "triage" | "consultation";
            patientId: string;
            /** Format: date-time */
            savedAt: string;
            visitId: string;
        };
        DuplicateList: {
            /** Format: int64 */
            distinct: number;
            /** Format: int64 */
            joined: number;
            /** Format: int64 */
            later: number;
            /** Format: int64 */
            likely: number;
            /** @enum {string} */
            list: "likely" | "possible" | "later" | "joined" | "distinct";
            /**
             * Format: int64
             * @description Ask with after=next for the part after this one; absent on the last
             */
            next?: number;
            pairs: components["schemas"]["DuplicatePair"][];
            /**
             * Format: int64
             * @description Who were compared when the register was last looked through
             */
            people: number;
            /** Format: int64 */
            possible: number;
            /**
             * Format: date-time
             * @description Absent before the first time
             */
            scannedAt?: string;
            /** @description The register is being looked through now */
            scanning: boolean;
        };
        DuplicatePair: {
            /** @description What was decided last */
            decision?: components["schemas"]["PairDecided"];
            /** @description Who was registered first; of two that are joined, the one that is shown */
            first: components["schemas"]["PatientSummary"];
            /** @enum {string} */
            level: "likely" | "possible" | "unlikely";
            /** @description Best first */
            reasons: components["schemas"]["Reason"][];
            /**
             * Format: double
             * @description 0 to 1, when the register was looked through; 0 of what is done with
             */
            score: number;
            second: components["schemas"]["PatientSummary"];
        };
        Encounter: {
            /** @enum {string} */
            amendKind?: "correction" | "late-entry" | "entered-in-error";
            amendReason?: string;
            amendsId?: string;
            author: components["schemas"]["Author"];
            id: string;
            /** @enum {string} */
            kind: "triage" | "consultation" | "amendment";
            /** @description Absent for triage, and when entered in error */
            note?: components["schemas"]["Note"];
            /** Format: date-time */
            occurredAt: string;
            patientId: string;
            /** Format: date-time */
            signedAt: string;
            struck: boolean;
            visitId: string;
        };
        EndImport: {
            /** Format: uuid */
            id: string;
        };
        Enrolled: {
            /** @description The authenticator app; not there when there is none */
            app?: components["schemas"]["App"];
            /** @description The box's time may be wrong, so codes of the app may not fit */
            clockDoubtful: boolean;
            /** @description The box's name in this browser, which passkeys are made for; empty when it was opened by an IP address, where there can be none */
            here: string;
            /** @description Shown once, to be written down; each works once */
            newRecoveryCodes?: string[];
            passkeys: components["schemas"]["Passkey"][];
            /**
             * Format: int64
             * @description How many are left
             */
            recoveryCodes: number;
        };
        Enrolment: {
            /** @description As it is typed or scanned */
            code: string;
            /** Format: uuid */
            id: string;
            name?: string;
        };
        Entry: {
            /**
             * Format: date-time
             * @description Not called before: not here, or comes back later
             */
            backAt?: string;
            /** Format: date-time */
            calledAt?: string;
            /**
             * Format: int64
             * @description How often called
             */
            calls: number;
            departmentId: string;
            /** Format: date-time */
            endedAt?: string;
            /** Format: date-time */
            enteredAt: string;
            id: string;
            /**
             * Format: date-time
             * @description The last call, also one that was taken back or in vain
             */
            lastCallAt?: string;
            /**
             * Format: int64
             * @description How often called in vain
             */
            missed: number;
            /** @description Why they were sent here from another line */
            movedFor: string;
            room: string;
            /** @description Who called or serves */
            staffId?: string;
            /** Format: date-time */
            startedAt?: string;
            /** @enum {string} */
            status: "waiting" | "called" | "serving" | "done" | "moved" | "left";
            /** Format: int64 */
            version: number;
            visitId: string;
        };
        ExportIdentity: {
            /** Format: uuid */
            id: string;
            /** @description That the file is locked with; never answered */
            passphrase: string;
        };
        Facility: {
            /** @description The ministry's code for this clinic */
            code: string;
            /** @enum {string} */
            country: "LS" | "ZA";
            district: string;
            /** @description Series that new file numbers are issued in, may be empty */
            fileSeries: string;
            id: string;
            /**
             * @description Language of prints, and of screens nobody signed in at
             * @enum {string}
             */
            language: "en" | "st";
            name: string;
            phone: string;
            settings: components["schemas"]["ClinicSettings"];
            /** @description IANA name, from the country */
            timeZone: string;
            /** Format: int64 */
            version: number;
        };
        Factors: {
            /** @description The authenticator app; not there when there is none */
            app?: components["schemas"]["App"];
            /** @description The box's time may be wrong, so codes of the app may not fit */
            clockDoubtful: boolean;
            /** @description The box's name in this browser, which passkeys are made for; empty when it was opened by an IP address, where there can be none */
            here: string;
            passkeys: components["schemas"]["Passkey"][];
            /**
             * Format: int64
             * @description How many are left
             */
            recoveryCodes: number;
        };
        FieldError: {
            code: string;
            field: string;
            params?: {
                [key: string]: unknown;
            };
        };
        FieldMatch: {
            /** @enum {string} */
            field: "given" | "family" | "sex" | "birthDate" | "phone" | "identifier" | "village" | "address" | "nextOfKin" | "allergy";
            /** @enum {string} */
            verdict: "same" | "alike" | "fits" | "more" | "differs" | "one-side" | "none";
        };
        FileComparison: {
            /** Format: date-time */
            at: string;
            /** @description Display name; empty for the box itself */
            by: string;
            /** @description Which of the patient's files */
            patientId: string;
            /** @description Empty when nobody said */
            reason: string;
            /** @enum {string} */
            verdict: "distinct" | "later";
        };
        FileLedger: {
            lines: components["schemas"]["LedgerLine"][];
            /** @description Ask with after=next for the page after this one; absent on the last */
            next?: string;
            /** @description All there are; with the first page only */
            series?: components["schemas"]["LedgerSeries"][];
        };
        FileLine: {
            /** Format: date-time */
            at: string;
            /** @description Display name */
            by: string;
            fileNumber: string;
            /** @enum {string} */
            kind: "shelved" | "missing" | "found" | "destroyed";
            note: string;
            shelf: string;
        };
        Finding: {
            /** @description Empty for free text */
            code: string;
            /** @description The figure it counts under */
            figure: string;
            text: string;
        };
        Finish: {
            /** Format: uuid */
            id: string;
        };
        Fired: {
            /** @enum {string} */
            gives: "R" | "D" | "N" | "E";
            id: string;
        };
        FirstPassword: {
            displayName: string;
            oneTimePassword: string;
            username: string;
        };
        FollowUp: {
            note: string;
            /**
             * Format: date
             * @description Civil date
             */
            on?: string;
        };
        ForgetPlace: {
            /** Format: uuid */
            id: string;
        };
        FormerFile: {
            displayName: string;
            fileNumber: string;
        };
        Founded: {
            /** @description The manager's user name */
            admin: string;
            facility: components["schemas"]["Nameplate"];
            recoveryCode?: string;
            /** @description Shown once: the box keeps only hashes */
            staff: components["schemas"]["FirstPassword"][];
        };
        FreeSlot: {
            /** Format: int64 */
            free: number;
            /** @example 10:00 */
            start: string;
        };
        GatewaySettings: {
            /** @example http://192.168.1.20:8080 */
            url?: string;
            user?: string;
        };
        HTTPHeader: {
            name: string;
            value: string;
        };
        HTTPReports: {
            /**
             * @description Statuses of a message that arrived, with commas
             * @example Success, DELIVERED
             */
            delivered?: string;
            /** @description And of one that never will */
            failed?: string;
            /** @description Who answered; empty: answers are not told */
            from?: string;
            /**
             * @description That shows the key, as it is or after Bearer, or as the password of Basic; empty: the key stands in the address
             * @example Authorization
             */
            header?: string;
            /** @description The message's id, as in the answer when it was sent; empty: nothing is told of messages */
            reference?: string;
            status?: string;
            /** @description What they wrote */
            text?: string;
        };
        HTTPSettings: {
            body?: string;
            headers?: components["schemas"]["HTTPHeader"][];
            /** @description Where the answer says its own id, as data.id; empty: nowhere */
            reference?: string;
            reports?: components["schemas"]["HTTPReports"];
            /**
             * @description Of the body; empty: JSON
             * @enum {string}
             */
            type?: "" | "json" | "form";
            /** @example https://sms.example.org/send */
            url?: string;
        };
        Health: {
            /** Format: date-time */
            at: string;
            /** @description The most pressing first */
            lines: components["schemas"]["HealthLine"][];
        };
        HealthLine: {
            /**
             * Format: int64
             * @description The same as an age; absent while the clock is in doubt
             */
            ageSeconds?: number;
            /** Format: int64 */
            count?: number;
            day?: string;
            /**
             * Format: int64
             * @description Until the certificate ends; negative when it has
             */
            daysLeft?: number;
            /** Format: int64 */
            freeBytes?: number;
            /** @enum {string} */
            id: "writing" | "disk" | "backup" | "clock" | "keys" | "certificate" | "journal" | "signIns" | "devices" | "hub" | "version" | "leftOpen" | "managers" | "factors";
            /** @enum {string} */
            mood: "now" | "look" | "good";
            /** @description Of devices, or of the box in its certificate */
            names?: string[];
            /** @description Where the newest good backup is */
            place?: string;
            /** @description The stick to bring */
            plug?: string;
            /**
             * Format: int64
             * @description What the records take
             */
            recordBytes?: number;
            /**
             * Format: int64
             * @description Entries of the journal under the newest signed head
             */
            signed?: number;
            /**
             * Format: date-time
             * @description How long it has been so, or when it was last known
             */
            since?: string;
            /** Format: int64 */
            totalBytes?: number;
            version?: string;
            /** @description What is so, in the words of the line: ok, disk-full, old, behind, ... */
            word: string;
        };
        HealthMessage: {
            en: string;
            st: string;
        };
        HeldCard: {
            /** @description Short code, grouped for the eye */
            code: string;
            id: string;
            /** Format: date-time */
            linkedAt?: string;
            /** Format: date-time */
            madeAt: string;
            /** @description Why revoked, empty while active */
            reason: string;
            /** Format: date-time */
            revokedAt?: string;
            /** @enum {string} */
            status: "active" | "revoked";
        };
        HeldPhoto: {
            /**
             * @description Who agreed to it
             * @enum {string}
             */
            agreedBy: "patient" | "guardian";
            /** @description Another one when another photo was taken */
            id: string;
            /** Format: date-time */
            takenAt: string;
            /** @description Display name */
            takenBy: string;
        };
        Here: {
            id: string;
            /** @enum {string} */
            kind: "tablet" | "desk" | "kiosk" | "display";
            name: string;
            /** @description People who may sign in here with a PIN */
            tiles: components["schemas"]["Tile"][];
        };
        Identifier: {
            /** @description How the paper file stands, when anything was ever written down about it */
            file?: components["schemas"]["PaperFile"];
            id: string;
            series: string;
            /**
             * @description Withdrawn: came with an import that was taken back
             * @enum {string}
             */
            status: "active" | "retired" | "withdrawn";
            /** @enum {string} */
            system: "file-number" | "national-id-ls" | "national-id-za" | "passport" | "hprn" | "art" | "tb" | "none" | "other";
            /** @description As text: 0012 is not 12. With its year, when it has one: 0012/19 */
            value: string;
            /**
             * Format: int64
             * @description The year in which a file number is counted, when it has one
             */
            year?: number;
        };
        Identify: {
            /** Format: uuid */
            id: string;
            /** @description Id of an active identifier of this patient that is no longer true */
            retire?: string;
            series?: string;
            /** @enum {string} */
            system?: "file-number" | "national-id-ls" | "national-id-za" | "passport" | "hprn" | "art" | "tb" | "none" | "other";
            value?: string;
            /**
             * Format: int64
             * @description As in a registration
             */
            year?: number;
        };
        Identity: {
            /** @description The ministry's code; letters, figures, - . / */
            code: string;
            /** @enum {string} */
            country: "LS" | "ZA";
            district: string;
            /** @description Series that new file numbers are issued in, may be empty */
            fileSeries?: string;
            name: string;
            phone?: string;
        };
        IdentityAnswer: {
            suggestions: components["schemas"]["IdentitySuggestion"];
            /** @description As it would be kept */
            tidy: string;
            warnings: components["schemas"]["IdentityWarning"][];
        };
        IdentityQuestion: {
            /** @description YYYY-MM-DD, YYYY-MM or YYYY; anything else tells nothing */
            birthDate?: string;
            /**
             * @description With age, the number may say a birth date some years off
             * @enum {string}
             */
            birthPrecision?: "day" | "month" | "year" | "age" | "unknown";
            /** @enum {string} */
            sex?: "female" | "male" | "other" | "unknown";
            /** @enum {string} */
            system: "file-number" | "national-id-ls" | "national-id-za" | "passport" | "hprn" | "art" | "tb" | "none" | "other";
            value: string;
        };
        IdentitySuggestion: {
            /** @description YYYY-MM-DD */
            birthDate?: string;
            /** @enum {string} */
            sex?: "female" | "male";
        };
        IdentityWarning: {
            /** @enum {string} */
            code: "length" | "shape" | "no-such-day" | "check-digit" | "citizenship" | "other-birth" | "other-sex" | "has-no-value";
            /** @description What the number says instead: a birth date with other-birth, a sex with other-sex */
            said?: string;
        };
        Import: {
            /** Format: date-time */
            appliedAt?: string;
            appliedBy: string;
            /** Format: int64 */
            bytes: number;
            counts: components["schemas"]["ImportCounts"];
            /**
             * @description Of a CSV
             * @enum {string}
             */
            encoding: "" | "utf-8" | "utf-16" | "windows-1252";
            /**
             * Format: date-time
             * @description Taken back, or thrown away
             */
            endedAt?: string;
            endedBy: string;
            id: string;
            /** @enum {string} */
            kind: "csv" | "xlsx";
            /**
             * Format: date-time
             * @description When its lines are forgotten; none when they are. The people can be taken back later too
             */
            linesUntil?: string;
            /** @description Of the file */
            name: string;
            /** @description Of the work that goes on now */
            progress?: components["schemas"]["ImportProgress"];
            /** Format: int64 */
            rows: number;
            /** @description Of the file, which is not kept */
            sha256: string;
            /** @description Of a workbook: the one that was read */
            sheet: string;
            /** @description All sheets of the workbook: another one is another upload */
            sheets: string[];
            /** @enum {string} */
            state: "uploaded" | "checking" | "checked" | "applying" | "applied" | "undoing" | "undone" | "discarded";
            /** Format: date-time */
            uploadedAt: string;
            /** @description Name of the person; empty for a command on the box itself */
            uploadedBy: string;
        };
        ImportColumn: {
            /** @description As the file has it; A, B, C when it has none */
            name: string;
            /** @description What stands in it first, at most three; none when the lines are forgotten */
            samples: string[];
        };
        ImportCounts: {
            /**
             * Format: int64
             * @description Will be added; once applied, what is left of it
             */
            add: number;
            /** Format: int64 */
            added: number;
            /**
             * Format: int64
             * @description Likely the same person as an earlier line
             */
            again: number;
            /**
             * Format: int64
             * @description Of those that can be read: with something that had to be guessed or left out
             */
            doubtful: number;
            /**
             * Format: int64
             * @description Likely in the register already
             */
            here: number;
            /**
             * Format: int64
             * @description Not taken back, for they came, or were changed since
             */
            kept: number;
            /** Format: int64 */
            unreadable: number;
            /**
             * Format: int64
             * @description Taken back
             */
            withdrawn: number;
        };
        ImportDetail: {
            /** Format: date-time */
            appliedAt?: string;
            appliedBy: string;
            /** Format: int64 */
            bytes: number;
            columns: components["schemas"]["ImportColumn"][];
            counts: components["schemas"]["ImportCounts"];
            /**
             * @description Of a CSV
             * @enum {string}
             */
            encoding: "" | "utf-8" | "utf-16" | "windows-1252";
            /**
             * Format: date-time
             * @description Taken back, or thrown away
             */
            endedAt?: string;
            endedBy: string;
            id: string;
            /** @enum {string} */
            kind: "csv" | "xlsx";
            /**
             * Format: date-time
             * @description When its lines are forgotten; none when they are. The people can be taken back later too
             */
            linesUntil?: string;
            mapping: components["schemas"]["ImportMapping"];
            /** @description Of the file */
            name: string;
            /** @description Of the work that goes on now */
            progress?: components["schemas"]["ImportProgress"];
            /** Format: int64 */
            rows: number;
            /** @description Of the file, which is not kept */
            sha256: string;
            /** @description Of a workbook: the one that was read */
            sheet: string;
            /** @description All sheets of the workbook: another one is another upload */
            sheets: string[];
            /** @enum {string} */
            state: "uploaded" | "checking" | "checked" | "applying" | "applied" | "undoing" | "undone" | "discarded";
            /** Format: date-time */
            uploadedAt: string;
            /** @description Name of the person; empty for a command on the box itself */
            uploadedBy: string;
        };
        ImportLine: {
            cells: string[];
            /**
             * Format: int64
             * @description Of the file, counted from 1
             */
            line: number;
            /** @description Why it cannot be read, or how a doubt was settled */
            notes: components["schemas"]["ImportNote"][];
            /** @description Whom it is likely the same as, or who came of it */
            patient?: components["schemas"]["ImportedPatient"];
            /** @description Of the likeness, best first */
            reasons: components["schemas"]["Reason"][];
            /**
             * Format: int64
             * @description The earlier line that is likely the same person
             */
            sameLine?: number;
            /**
             * Format: double
             * @description How likely, 0 to 1; none when the same line came with an import before
             */
            score?: number;
            /** @enum {string} */
            verdict: "add" | "here" | "again" | "unreadable" | "added" | "withdrawn" | "kept";
        };
        ImportLines: {
            lines: components["schemas"]["ImportLine"][];
            /**
             * Format: int64
             * @description after of the next part
             */
            next?: number;
        };
        ImportList: {
            imports: components["schemas"]["Import"][];
        };
        ImportMapping: {
            /** @description YYYY-MM-DD on which ages were told, where the line has no date of its own */
            agesOn?: string;
            /** @description A full name begins with the surname */
            familyFirst?: boolean;
            /** @description For each column, in order; empty: leave it out */
            fields: ("" | "givenNames" | "familyName" | "fullName" | "otherNames" | "sex" | "birthDate" | "age" | "phone" | "phone2" | "village" | "district" | "chief" | "fileNumber" | "nationalId" | "passport" | "hprn" | "art" | "tb" | "nextOfKin" | "nextOfKinRelationship" | "nextOfKinPhone" | "registeredOn")[];
            /** @description 4/12/87 is 12 April 1987 */
            monthFirst?: boolean;
            /** @description Of file numbers that name none */
            series?: string;
        };
        ImportNote: {
            /** @description The line cannot be read because of it */
            bad: boolean;
            code: string;
            /**
             * Format: int64
             * @description Counted from 0
             */
            column: number;
            field: string;
            params?: {
                [key: string]: unknown;
            };
            /** @description What stands there */
            text: string;
        };
        ImportProgress: {
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            total: number;
        };
        ImportedPatient: {
            displayName: string;
            fileNumber: string;
            id: string;
        };
        Input: {
            ageEstimated?: boolean;
            /** Format: int64 */
            ageMonths?: number;
            /** Format: int64 */
            ageYears?: number;
            avpu?: string;
            /** Format: int64 */
            diastolicMmHg?: number;
            /** Format: double */
            glucoseMmolL?: number;
            glucoseReading?: string;
            /** Format: int64 */
            heartRate?: number;
            /** Format: double */
            heightCm?: number;
            /** Format: date-time */
            measuredAt?: string;
            mobility?: string;
            /** Format: int64 */
            painScore?: number;
            pressureUnrecordable?: boolean;
            pulseUnrecordable?: boolean;
            /** Format: int64 */
            respiratoryRate?: number;
            /** Format: date-time */
            scoredAt?: string;
            signs?: {
                [key: string]: string;
            };
            /** Format: int64 */
            spo2Percent?: number;
            /** Format: int64 */
            systolicMmHg?: number;
            /** Format: double */
            temperatureCel?: number;
            temperatureTouch?: string;
            trauma?: boolean;
            urineKetones?: boolean;
            /** Format: double */
            weightKg?: number;
        };
        InstallCertificate: {
            /** @description PEM: the certificate, then those that vouch for it */
            chain: string;
            /** Format: uuid */
            id: string;
            /** @description PEM: its private key, without a password. Never answered */
            key: string;
        };
        IssueCard: {
            /** Format: uuid */
            id: string;
        };
        Issued: {
            /** @description Shown once; works until they choose their own */
            oneTimePassword?: string;
            staff: components["schemas"]["Staff"];
        };
        ItemScore: {
            item: string;
            /** Format: int64 */
            max: number;
            missing?: boolean;
            /** Format: int64 */
            points: number;
            value?: string;
        };
        JoinedFile: {
            age?: components["schemas"]["Age"];
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            cards: components["schemas"]["HeldCard"][];
            deceasedOn?: string;
            displayName: string;
            fileNumber: string;
            id: string;
            identifiers: components["schemas"]["Identifier"][];
            /** @description With which it was joined: the one that stands, or one that was joined itself since */
            intoId: string;
            /** Format: date-time */
            linkedAt: string;
            /** @description Display name */
            linkedBy: string;
            nextOfKin: components["schemas"]["NextOfKin"];
            otherNames: string[];
            phones: components["schemas"]["Phone"][];
            reason: string;
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village: string;
        };
        Joining: {
            /** Format: date-time */
            at: string;
            /** @description Display name */
            by: string;
            endReason: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Display name */
            endedBy: string;
            /** @description The file that was joined; empty when it was taken back and is another person's */
            fileId: string;
            /** @description The one that stands for both; empty likewise */
            intoId: string;
            reason: string;
        };
        Keeping: {
            /**
             * Format: int64
             * @description The last one of so many days
             */
            days: number;
            /**
             * Format: int64
             * @description The last one of so many months
             */
            months: number;
            /**
             * Format: int64
             * @description The newest
             */
            recent: number;
            /**
             * Format: int64
             * @description The last one of so many weeks
             */
            weeks: number;
        };
        KeyCommand: {
            /** Format: uuid */
            id: string;
        };
        KeyFile: {
            /** @description In base64 */
            content: string;
            name: string;
        };
        KeyRow: {
            /** @example 08:15 */
            arrivedAt: string;
            complaint?: string;
            /**
             * Format: date
             * @description The sheet's day, as the screen has it
             */
            day: string;
            /** @description Empty: the sheet's */
            departmentId?: string;
            diagnoses?: components["schemas"]["Diagnosis"][];
            endedAt?: string;
            /**
             * Format: uuid
             * @description Command id, and the consultation's id
             */
            id: string;
            /**
             * Format: int64
             * @description The colour on the paper; 0: none
             */
            level?: number;
            /** @description Somebody new: gets the number printed on the row, else the next one */
            newPatient?: components["schemas"]["Demographics"];
            /**
             * @description here: waits still, and stands in the line from now on
             * @enum {string}
             */
            outcome: "home" | "referred" | "admitted" | "died" | "left" | "here";
            /** @description Somebody known */
            patientId?: string;
            prescriptions?: components["schemas"]["Prescription"][];
            referredTo?: string;
            /** @description Staff id of who saw the patient and signed */
            seenBy?: string;
            /** @description Staff id; empty: who saw the patient */
            triagedBy?: string;
            vitals?: components["schemas"]["PaperVitals"];
        };
        KeySlot: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @enum {string} */
            kind: "passphrase" | "recovery" | "file" | "box";
            label: string;
            /** @description The records were opened with it this time */
            opened: boolean;
        };
        Keys: {
            /** @description The box has a key of its own and opens without anybody: so does a stolen one */
            autoUnlock: boolean;
            /**
             * Format: date-time
             * @description When the records' own key was made or renewed
             */
            dataKeyMadeAt: string;
            /** @description There is a passphrase */
            passphrase: boolean;
            /** @description There is a recovery sheet */
            recovery: boolean;
            /** @description The oldest first */
            slots: components["schemas"]["KeySlot"][];
            /** @description Both copies of the key file are as they were written */
            sound: boolean;
        };
        KnownSecrets: {
            gatewayKey: boolean;
            gatewayPassword: boolean;
            httpKey: boolean;
            httpSecret: boolean;
            modemPin: boolean;
            whatsappSecret: boolean;
            whatsappToken: boolean;
            whatsappVerify: boolean;
        };
        LanguageChange: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "st";
        };
        LastCheckpoint: {
            /**
             * Format: int64
             * @description That it covers
             */
            entries: number;
            /** @description The signed note, to be kept elsewhere */
            note: string;
            /** Format: date-time */
            signedAt: string;
        };
        LastTold: {
            /** Format: date-time */
            gateway?: string;
            /** Format: date-time */
            http?: string;
            /** Format: date-time */
            whatsapp?: string;
        };
        Later: {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description Not called before; 0: they are back
             */
            minutes: number;
            /** Format: uuid */
            patientId: string;
        };
        LedgerLine: {
            /** @description As people write it */
            fileNumber: string;
            /** @description Of the identifier */
            id: string;
            patient: components["schemas"]["PatientSummary"];
            series: string;
            shelf: string;
            /** @enum {string} */
            state: "active" | "retired" | "missing" | "destroyed";
            value: string;
            /** Format: int64 */
            year?: number;
        };
        LedgerSeries: {
            /** @description What the box would issue next; empty when it never issued one in this series */
            next: string;
            /**
             * Format: int64
             * @description That were ever given
             */
            numbers: number;
            /** @description The clinic's own, in which new numbers are issued */
            own: boolean;
            /** @description Empty: numbers without one */
            series: string;
        };
        LeftOpen: {
            /** @description YYYY-MM-DD, empty when no visit was ever left open */
            day: string;
            visits: components["schemas"]["LeftOpenItem"][];
        };
        LeftOpenItem: {
            patient: components["schemas"]["PatientSummary"];
            visit: components["schemas"]["Visit"];
        };
        LevelFigures: {
            figure: string;
            /** Format: int64 */
            late: number;
            lateFigure: string;
            /** Format: int64 */
            level: number;
            /** Format: int64 */
            medianMinutes?: number;
            /** Format: int64 */
            p90Minutes?: number;
            /** Format: int64 */
            people: number;
            /** Format: int64 */
            targetMinutes: number;
        };
        LineSettings: {
            /**
             * Format: int64
             * @description One in so many calls is of somebody routine who waited past the target
             */
            fairEvery: number;
            /**
             * Format: int64
             * @description One in so many calls is of somebody who only collects medicines
             */
            fastLaneEvery: number;
            /**
             * Format: int64
             * @description Who comes later than so long after the booked time waits as if without a booking
             */
            graceMinutes: number;
            /**
             * Format: int64
             * @description Who was called in vain is not called again for so long
             */
            pauseMinutes: number;
        };
        LinkCard: {
            /** Format: uuid */
            id: string;
            /** @description What the scanner read, or the short code as typed */
            text: string;
        };
        Load: {
            /** Format: date-time */
            asOf: string;
            /** @description Those where somebody is or serves, in the clinic's order */
            departments: components["schemas"]["DepartmentLoad"][];
        };
        LoadHint: {
            toDepartmentId: string;
        };
        LoadReason: {
            /** @enum {string} */
            code: "late" | "full" | "nobody";
            params: {
                [key: string]: number;
            };
        };
        LogFile: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "shelved" | "missing" | "found" | "destroyed";
            note?: string;
            /** @description Where it stands from now on; with shelved always, with found when it is not the old place */
            shelf?: string;
        };
        LookAgain: {
            /** Format: uuid */
            id: string;
        };
        Loss: {
            /**
             * Format: int64
             * @description Of the journal of this box; 0 when it cannot be read
             */
            entries: number;
            /** @description The hash over the journal of this box */
            head?: string;
            /**
             * Format: int64
             * @description Of these, how many the copy does not have
             */
            lost: number;
            /**
             * Format: date-time
             * @description Nothing up to then is lost: when the last entry that both have was recorded
             */
            since?: string;
            /** @enum {string} */
            standing: "nothing" | "same" | "ahead" | "behind" | "apart" | "unknown";
        };
        MakeBackup: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description Only there; else at every place that is there
             */
            placeId?: string;
        };
        MakeBlanks: {
            /** Format: int64 */
            count: number;
            /** Format: uuid */
            id: string;
        };
        MapImport: {
            /** @description YYYY-MM-DD on which ages were told, where the line has no date of its own */
            agesOn?: string;
            /** @description A full name begins with the surname */
            familyFirst?: boolean;
            /** @description For each column, in order; empty: leave it out */
            fields: ("" | "givenNames" | "familyName" | "fullName" | "otherNames" | "sex" | "birthDate" | "age" | "phone" | "phone2" | "village" | "district" | "chief" | "fileNumber" | "nationalId" | "passport" | "hprn" | "art" | "tb" | "nextOfKin" | "nextOfKinRelationship" | "nextOfKinPhone" | "registeredOn")[];
            /** Format: uuid */
            id: string;
            /** @description 4/12/87 is 12 April 1987 */
            monthFirst?: boolean;
            /** @description Of file numbers that name none */
            series?: string;
        };
        Medicine: {
            /** @description WHO ATC code, empty when typed freely */
            atc: string;
            /** Format: int64 */
            days?: number;
            dose: string;
            form: string;
            frequency: string;
            medicine: string;
            note: string;
            /** Format: date-time */
            prescribedAt: string;
            quantity: string;
            strength: string;
            visitId: string;
        };
        Merge: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The file that stands for both
             */
            intoId: string;
            reason?: string;
        };
        MessageCounts: {
            /** Format: int64 */
            all: number;
            /** Format: int64 */
            needs: number;
            /** Format: int64 */
            notSent: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            waiting: number;
        };
        MessageList: {
            counts: components["schemas"]["MessageCounts"];
            messages: components["schemas"]["PatientMessage"][];
            /** @description after of the next part */
            next?: string;
            sending: components["schemas"]["MessageSending"];
        };
        MessageRecord: {
            carrier: string;
            /** @description Which it speaks of */
            day: string;
            /**
             * Format: date-time
             * @description To whoever carries messages, the last time
             */
            handedAt?: string;
            /** @enum {string} */
            kind: "reminder" | "new-time" | "cancelled" | "missed" | "call-up";
            /** @description In which of the patient's files */
            patientId: string;
            phone: string;
            /** Format: date-time */
            queuedAt: string;
            reason: string;
            start?: string;
            /** @enum {string} */
            state: "asked" | "waiting" | "sending" | "unsure" | "sent" | "delivered" | "failed" | "withheld" | "cancelled" | "over";
            text: string;
        };
        MessageSamples: {
            en: {
                [key: string]: string;
            };
            st: {
                [key: string]: string;
            };
        };
        MessageSending: {
            /** @enum {string} */
            carrier: "off" | "modem" | "gateway" | "http" | "whatsapp";
            /** @description As the carrier said it last */
            credit?: string;
            /** @description M or R, before an amount */
            money: string;
            /**
             * Format: int64
             * @description Gone out since the first of the month
             */
            monthParts: number;
            /**
             * Format: int64
             * @description Hundredths
             */
            monthPrice: number;
            /** Format: date-time */
            nextTry?: string;
            /**
             * Format: int64
             * @description Hundredths
             */
            partPrice: number;
            /** @description š is written as s */
            plainLetters: boolean;
            /** @description Now */
            quiet: boolean;
            quietFrom: string;
            quietUntil: string;
            samples: components["schemas"]["MessageSamples"];
            /**
             * Format: date-time
             * @description Of the trouble
             */
            since?: string;
            /** @description Why nothing goes now, a code as in reason; empty: nothing is wrong */
            trouble: string;
            wordings: components["schemas"]["MessageWordings"];
        };
        MessageSettings: {
            /** @description Offer to write to those who wait when it is almost their turn */
            callUp: boolean;
            /**
             * Format: int64
             * @description How many are before somebody who is written to
             */
            callUpBefore: number;
            /** @description When the clinic cancels one */
            cancelled: boolean;
            /**
             * @description By what messages go; off: none go
             * @enum {string}
             */
            carrier: "off" | "modem" | "gateway" | "http" | "whatsapp";
            gateway: components["schemas"]["GatewaySettings"];
            http: components["schemas"]["HTTPSettings"];
            /** @description The day after one was missed */
            missed: boolean;
            modem: components["schemas"]["ModemSettings"];
            /** @description When the clinic moves a booking */
            newTime: boolean;
            /**
             * Format: int64
             * @description Hundredths of the clinic's money for each part
             */
            partPrice: number;
            /** @description Write š as s: a message costs half */
            plainLetters: boolean;
            /** @example 19:00 */
            quietFrom: string;
            /**
             * @description The same as from: no quiet hours
             * @example 07:00
             */
            quietUntil: string;
            /**
             * @description When a reminder goes, the day before
             * @example 17:00
             */
            remindAt: string;
            /** @description The day before */
            reminder: boolean;
            /** @description What the clinic calls itself in messages; empty: its name */
            signature?: string;
            whatsapp: components["schemas"]["WhatsAppSettings"];
            wordings: components["schemas"]["MessageWordings"];
        };
        MessageSettingsRead: {
            has: components["schemas"]["KnownSecrets"];
            /** @description M or R, before an amount */
            money: string;
            samples: components["schemas"]["MessageSamples"];
            settings: components["schemas"]["MessageSettings"];
            told: components["schemas"]["LastTold"];
            /** Format: int64 */
            version: number;
        };
        MessageWordings: {
            callUp: components["schemas"]["Wording"];
            cancelled: components["schemas"]["Wording"];
            missed: components["schemas"]["Wording"];
            newTime: components["schemas"]["Wording"];
            reminder: components["schemas"]["Wording"];
        };
        Migration: {
            /** Format: date-time */
            appliedAt: string;
            name: string;
            /** Format: int64 */
            number: number;
        };
        MissedBooking: {
            /** Format: date-time */
            bookedAt: string;
            /** @description Staff or program id; empty: the patient */
            bookedBy: string;
            cancelReason?: string;
            /** Format: date-time */
            cancelledAt?: string;
            /** Format: date */
            day: string;
            departmentId: string;
            id: string;
            /** @description They are booked in the department again */
            nextDay?: string;
            /** @description Who stands for the file now */
            patient: components["schemas"]["PatientSummary"];
            /** @description The file it was booked in */
            patientId: string;
            /** @description The patient's own, and others' on which a message may be left */
            phones: components["schemas"]["Phone"][];
            reason: string;
            /**
             * Format: int64
             * @description From 0
             */
            seat: number;
            /** @description The first of those that were booked together */
            seriesId?: string;
            /** @enum {string} */
            source: "staff" | "patient" | "follow-up" | "series";
            /** @example 10:00 */
            start: string;
            /** @enum {string} */
            status: "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow";
            /** Format: int64 */
            version: number;
            /** @description What it became */
            visitId?: string;
            /** @description They came to another department that day */
            wasHere: boolean;
        };
        MissedList: {
            /** Format: date */
            from: string;
            /** @description The latest day first */
            missed: components["schemas"]["MissedBooking"][];
            /**
             * Format: date
             * @description The last day that is over, at the latest
             */
            to: string;
        };
        MissingFile: {
            /** @description Display name of who missed it */
            by: string;
            fileNumber: string;
            /** @description Of the identifier */
            id: string;
            note: string;
            patient: components["schemas"]["PatientSummary"];
            /** @description Where it should stand, empty when nobody said */
            shelf: string;
            /** Format: date-time */
            since: string;
        };
        MissingFiles: {
            files: components["schemas"]["MissingFile"][];
            /** Format: int64 */
            total: number;
        };
        ModemSettings: {
            /**
             * @description What is dialled to hear the credit
             * @example *100#
             */
            balanceCode?: string;
            /** @example /dev/ttyUSB0 */
            port?: string;
            /**
             * Format: int64
             * @description Bits a second; 0: 115200
             */
            speed?: number;
        };
        Move: {
            departmentId: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            /** @description Why; the next line sees it */
            reason: string;
        };
        MoveAppointment: {
            /** Format: date */
            day: string;
            departmentId: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
            /** @description Why it is moved */
            reason?: string;
            /** @example 10:00 */
            start: string;
        };
        NameThis: {
            /** Format: uuid */
            departmentId?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "tablet" | "desk";
            name: string;
        };
        Nameplate: {
            code: string;
            /** @enum {string} */
            country: "LS" | "ZA";
            district: string;
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            name: string;
            phone: string;
            timeZone: string;
        };
        NewApp: {
            /** @description Names it when its code is shown, within a quarter of an hour */
            enrolment: string;
            /** @description To be typed into the app when the picture cannot be read */
            seed: string;
            /** @description The same as a QR code: a picture as text */
            svg: string;
        };
        NewCodes: {
            /** Format: uuid */
            id: string;
        };
        NewDepartment: {
            /** @description Letters on the ticket; never changes */
            code: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reception" | "triage" | "consultation" | "pharmacy" | "laboratory" | "other";
            name: string;
            nameSt?: string;
        };
        NewFileNumber: {
            /**
             * @description next: the box issues the next of the series; typed: the one on the old paper file; none or nothing: no number
             * @enum {string}
             */
            mode?: "next" | "typed" | "none";
            /** @description Empty with next: the clinic's own */
            series?: string;
            value?: string;
            /**
             * Format: int64
             * @description With typed, of a number that is counted by years; 0 when the value has it already
             */
            year?: number;
        };
        NewIdentifier: {
            series?: string;
            /** @enum {string} */
            system: "file-number" | "national-id-ls" | "national-id-za" | "passport" | "hprn" | "art" | "tb" | "none" | "other";
            value?: string;
            /**
             * Format: int64
             * @description Of a file number that is counted by years; 0 when it is not, or when the value has it already
             */
            year?: number;
        };
        NewPairing: {
            /** Format: uuid */
            departmentId?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "tablet" | "desk" | "kiosk" | "display";
            /** @description Empty: the device is asked */
            name?: string;
        };
        NewPasskey: {
            /** @description response.attestationObject */
            attestation: string;
            challenge: string;
            /** @description response.clientDataJSON */
            clientData: string;
            /** @description rawId */
            credential: string;
            /** Format: uuid */
            id: string;
            /** @description What its owner calls it */
            name: string;
            /** @description response.getTransports() */
            transports: ("usb" | "nfc" | "ble" | "smart-card" | "hybrid" | "internal")[];
        };
        NewPhone: {
            mayLeaveMessage?: boolean;
            number: string;
            /** @description Whose phone it is, empty for the patient's own */
            owner?: string;
        };
        NewSecrets: {
            gatewayKey?: string;
            gatewayPassword?: string;
            /** @description That the provider shows when it tells what became of messages */
            httpKey?: string;
            httpSecret?: string;
            modemPin?: string;
            /** @description Of the app at Meta, which signs what it tells with it */
            whatsappSecret?: string;
            whatsappToken?: string;
            /** @description That Meta shows once, to see whether the address is the clinic's */
            whatsappVerify?: string;
        };
        NewStaff: {
            /** @description Ids of the departments they work in */
            departments?: string[];
            /** @description Name people see */
            displayName: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            /** @description May lower a triage colour */
            senior?: boolean;
            /** @description Letters, figures, . _ -; capitals are the same */
            username: string;
        };
        NextOfKin: {
            name?: string;
            phone?: string;
            relationship?: string;
        };
        Note: {
            advice: string;
            complaint: string;
            diagnoses: components["schemas"]["Diagnosis"][];
            examination: string;
            followUp?: components["schemas"]["FollowUp"];
            /** @enum {string} */
            outcome: "home" | "referred" | "admitted" | "died" | "left";
            prescriptions: components["schemas"]["Prescription"][];
            referral?: components["schemas"]["Referral"];
        };
        NumberCount: {
            /** Format: int64 */
            printed: number;
            /** Format: int64 */
            reserved: number;
            /** Format: int64 */
            used: number;
            /**
             * Format: int64
             * @description Nobody's, for ever
             */
            void: number;
        };
        Observation: {
            /** Format: date-time */
            at: string;
            /** @description LOINC */
            code: string;
            /** @description alert, LO, HI, unrecordable, hot, cold */
            text?: string;
            /** @description UCUM */
            unit: string;
            /** Format: double */
            value?: number;
            visitId: string;
        };
        OfferedDepartment: {
            code: string;
            /** @enum {string} */
            kind: "reception" | "triage" | "consultation" | "pharmacy" | "laboratory" | "other";
            name: string;
            nameSt?: string;
            /** @description Ticked to begin with */
            suggested: boolean;
        };
        OnVisit: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
        };
        OpenBackup: {
            /** @description Which, as listed */
            copy: string;
            /** @description The content of a key file in base64 */
            keyFile?: string;
            passphrase?: string;
            recoveryCode?: string;
        };
        OpenDay: {
            /** Format: uuid */
            id: string;
        };
        OpenSheet: {
            /**
             * Format: date
             * @description On the paper
             */
            day: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description Rows with writing on them, crossed-out ones too, counted on the paper
             */
            written: number;
        };
        OpenVisit: {
            /** @description Whose line the patient stands in */
            departmentId: string;
            id: string;
            /**
             * Format: date-time
             * @description When the patient came into this line
             */
            since: string;
            /** @enum {string} */
            stage: "arrived" | "triage" | "waiting" | "serving" | "other";
            ticket: string;
        };
        OpenedBackup: {
            /**
             * Format: int64
             * @description Of the records in it
             */
            bytes: number;
            clinic: string;
            /** @description What is written in it; found is 0 */
            counts: components["schemas"]["RestoredCount"][];
            /** @description The first half of the hash over its journal, in eight groups */
            head: string[];
            /** @description What this box has and the backup has not, as far as it can be told yet */
            loss: components["schemas"]["Loss"];
            /** Format: date-time */
            madeAt: string;
            /**
             * Format: date-time
             * @description What was written after this is not in it
             */
            since: string;
            /** @description Of the Karete that made it */
            version: string;
        };
        OpeningHours: {
            /** @description From today on */
            closedDays: components["schemas"]["ClosedDay"][];
            /** @description Of departments that have hours, in the clinic's order */
            schedules: components["schemas"]["Schedule"][];
            /** Format: date */
            today: string;
        };
        Origin: {
            /**
             * Format: date-time
             * @description When somebody said that it be added
             */
            addedAt: string;
            /** @description Display name; empty for a command on the box itself */
            addedBy: string;
            /** @description Name of the spreadsheet */
            file: string;
            /** Format: int64 */
            line: number;
            /** @description Which of the patient's files */
            patientId: string;
        };
        Outcome: {
            kind: string;
            /** Format: int64 */
            level: number;
        };
        PINChoice: {
            /** @description The password */
            current: string;
            /** Format: uuid */
            id: string;
            /** @description Six figures that are not easy to guess */
            pin: string;
        };
        PINReset: {
            /** Format: uuid */
            id: string;
        };
        PINSignIn: {
            pin: string;
            /** Format: uuid */
            staffId: string;
        };
        PairAllergy: {
            reaction: string;
            substance: string;
        };
        PairComparison: {
            /** @description What speaks for two, worst first */
            against: components["schemas"]["Reason"][];
            /** @description What was decided last, if they are not joined */
            decision?: components["schemas"]["PairDecided"];
            /** @description How each field stands; allergy too */
            fields: components["schemas"]["FieldMatch"][];
            /** @description The one to be shown if they are joined: who is here now, else who came more often, else who was registered first */
            first: components["schemas"]["PairFile"];
            /** @description The two are shown as one */
            joined: boolean;
            /** @enum {string} */
            level: "likely" | "possible" | "unlikely";
            /** @description What speaks for one person, best first */
            reasons: components["schemas"]["Reason"][];
            /** @description Both were here on one day at least */
            sameDay: boolean;
            /**
             * Format: double
             * @description 0 to 1, as they are now
             */
            score: number;
            second: components["schemas"]["PairFile"];
        };
        PairDecided: {
            /** Format: date-time */
            at: string;
            /** @description Display name, empty for the box itself */
            by: string;
            note: string;
            /** @enum {string} */
            reason: "" | "asked" | "twin" | "relative" | "namesake" | "other";
            /** @enum {string} */
            verdict: "distinct" | "later" | "joined";
        };
        PairFile: {
            allergies: components["schemas"]["PairAllergy"][];
            lastVisit?: components["schemas"]["PairVisit"];
            /**
             * Format: date-time
             * @description When the patient said there are none; absent when nobody asked
             */
            noneKnownOn?: string;
            openVisit?: components["schemas"]["OpenVisit"];
            patient: components["schemas"]["Patient"];
            /**
             * Format: int64
             * @description Cancelled ones not counted
             */
            visits: number;
        };
        PairVisit: {
            day: string;
            /** @description Code of the department they came to */
            department: string;
        };
        Pairing: {
            /** @description Works once */
            code: string;
            /** Format: int64 */
            expiresInSeconds: number;
            id: string;
            /** @description What the picture says */
            link: string;
            /** @description The link as a QR code */
            svg: string;
        };
        PaperCommand: {
            /** Format: uuid */
            id: string;
        };
        PaperCount: {
            /**
             * Format: int64
             * @description With writing on them, and void: crossed out or unreadable
             */
            crossed: number;
            /** Format: int64 */
            keyed: number;
            /**
             * Format: int64
             * @description Of those written, still to be keyed in
             */
            left: number;
            /**
             * Format: int64
             * @description Nothing became of them yet
             */
            reserved: number;
            /** Format: int64 */
            rows: number;
            /**
             * Format: int64
             * @description Void without writing
             */
            unused: number;
            /**
             * Format: int64
             * @description With writing on them, counted on the paper
             */
            written: number;
        };
        PaperFile: {
            /** Format: date-time */
            at: string;
            /** @description Display name */
            by: string;
            note: string;
            /** @description Where it was put last, empty when nobody said */
            shelf: string;
            /**
             * @description What was written down about it last
             * @enum {string}
             */
            state: "shelved" | "missing" | "found" | "destroyed";
        };
        PaperKit: {
            sheets: components["schemas"]["PaperSheetDetail"][];
        };
        PaperList: {
            /**
             * Format: int64
             * @description Sheets that lie in the drawer
             */
            blank: number;
            /** @description Over all sheets that were taken out of the drawer */
            count: components["schemas"]["PaperCount"];
            numbers: components["schemas"]["NumberCount"];
            /** @description Those to be keyed in first, then by serial, the newest first */
            sheets: components["schemas"]["PaperSheet"][];
        };
        PaperRow: {
            displayName: string;
            /** @description Printed for somebody new; empty on a row for somebody known */
            fileNumber: string;
            id: string;
            /**
             * @description Void: it was on paper and is nobody's, for ever
             * @enum {string}
             */
            numberState: "" | "reserved" | "used" | "void";
            /**
             * Format: date-time
             * @description When the patient came, by the paper
             */
            occurredAt?: string;
            patientId: string;
            /** Format: int64 */
            rank: number;
            /** Format: date-time */
            recordedAt?: string;
            /** @description Display name of who keyed it in */
            recordedBy: string;
            /** @description Display name of who saw the patient, by the paper */
            seenBy: string;
            /** @enum {string} */
            status: "reserved" | "keyed" | "void";
            /** @example P007-04 */
            ticket: string;
            visitId: string;
            /** @enum {string} */
            voidReason: "" | "unused" | "crossed-out" | "unreadable";
        };
        PaperSheet: {
            count: components["schemas"]["PaperCount"];
            /** @description YYYY-MM-DD on the paper; empty while it lies in the drawer */
            day: string;
            /** @description Where its people come in, unless a row says otherwise */
            departmentId: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Display name */
            endedBy: string;
            id: string;
            /** Format: date-time */
            printedAt: string;
            /** @description Display name */
            printedBy: string;
            /** @example P007 */
            serial: string;
            /** @enum {string} */
            status: "blank" | "open" | "closed" | "void";
            /** Format: int64 */
            version: number;
            /** @enum {string} */
            voidReason: "" | "lost" | "spoiled" | "misprinted";
        };
        PaperSheetDetail: {
            /** @description Who can have signed a row */
            clinicians: components["schemas"]["PaperStaff"][];
            rows: components["schemas"]["PaperRow"][];
            sheet: components["schemas"]["PaperSheet"];
        };
        PaperSource: {
            /**
             * Format: date-time
             * @description When the patient came, by the paper
             */
            occurredAt: string;
            /**
             * Format: date-time
             * @description When it was keyed in
             */
            recordedAt: string;
            /** @description Display name of who keyed it in */
            recordedBy: string;
            /**
             * Format: int64
             * @description From the top of the sheet
             */
            row: number;
            /** @description Display name of who saw the patient and signed the paper; empty when nobody did */
            seenBy: string;
            /** @example P007 */
            sheet: string;
        };
        PaperStaff: {
            active: boolean;
            displayName: string;
            id: string;
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
        };
        PaperVitals: {
            /** Format: int64 */
            diastolicMmHg?: number;
            /** Format: double */
            glucoseMmolL?: number;
            /** Format: int64 */
            heartRate?: number;
            /** Format: int64 */
            respiratoryRate?: number;
            /** Format: int64 */
            spo2Percent?: number;
            /** Format: int64 */
            systolicMmHg?: number;
            /** Format: double */
            temperatureCel?: number;
            /** Format: double */
            weightKg?: number;
        };
        Passkey: {
            /** @description The box's name it works at */
            address: string;
            id: string;
            /** Format: date-time */
            madeAt: string;
            name: string;
            /** Format: date-time */
            usedAt?: string;
        };
        PasskeyRequest: Record<string, never>;
        PasswordChange: {
            current: string;
            /** Format: uuid */
            id: string;
            next: string;
        };
        PasswordReset: {
            /** Format: uuid */
            id: string;
        };
        Patient: {
            age?: components["schemas"]["Age"];
            /** @description YYYY-MM-DD, YYYY-MM or YYYY; none when nobody knows */
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            /** @description The day an age was told, when the precision is age */
            birthRecordedOn?: string;
            /** @description Newest first */
            cards: components["schemas"]["HeldCard"][];
            chief: string;
            consent: components["schemas"]["Consent"];
            deceasedOn?: string;
            displayName: string;
            district: string;
            familyName: string;
            /** @description The newest active file number as people write it, series before value */
            fileNumber: string;
            /** @description As spoken; may be empty, but never with familyName */
            givenNames: string;
            id: string;
            /** @description Oldest first, retired ones too */
            identifiers: components["schemas"]["Identifier"][];
            initials: string;
            /** @description Files of the same person for which this one stands. What they hold is theirs still */
            joined?: components["schemas"]["JoinedFile"][];
            /** @enum {string} */
            language: "en" | "st";
            nextOfKin: components["schemas"]["NextOfKin"];
            /** @description Former names and aliases: found by search */
            otherNames: string[];
            phones: components["schemas"]["Phone"][];
            photo?: components["schemas"]["HeldPhoto"];
            /** Format: date-time */
            registeredAt: string;
            /** @description Who belongs to the patient and is a patient too */
            relations?: components["schemas"]["PatientRelation"][];
            /** @description This file was joined with another, which stands for both: go on there */
            replacedBy?: components["schemas"]["StandingFile"];
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            /** Format: int64 */
            version: number;
            village: string;
        };
        PatientAppointments: {
            /** @description The earliest day first */
            appointments: components["schemas"]["Appointment"][];
            /** Format: date */
            today: string;
        };
        PatientChange: {
            /** @description YYYY-MM-DD, YYYY-MM or YYYY */
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            /** @description YYYY-MM-DD an age was told; empty: today */
            birthRecordedOn?: string;
            /** @description Chief or ward */
            chief?: string;
            consent?: components["schemas"]["Consent"];
            /** @description YYYY-MM-DD */
            deceasedOn?: string;
            district?: string;
            familyName?: string;
            /** @description As spoken. One of the two names may be empty */
            givenNames?: string;
            /** Format: uuid */
            id: string;
            /**
             * @description Empty: Sesotho
             * @enum {string}
             */
            language?: "en" | "st";
            nextOfKin?: components["schemas"]["NextOfKin"];
            /** @description Former names, aliases, church names */
            otherNames?: string[];
            phones?: components["schemas"]["NewPhone"][];
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village?: string;
        };
        PatientMessage: {
            /** Format: int64 */
            attempts: number;
            /** @description Which it speaks of */
            day: string;
            displayName: string;
            /**
             * Format: date-time
             * @description When it goes, the quiet hours reckoned in
             */
            dueAt: string;
            /** Format: date-time */
            handedAt?: string;
            id: string;
            /** @enum {string} */
            kind: "reminder" | "new-time" | "cancelled" | "missed" | "call-up";
            /** @enum {string} */
            language: "en" | "st";
            /** @description It is still of use */
            mayRetry: boolean;
            /** Format: int64 */
            parts: number;
            patientId: string;
            /** @description Grouped for the eye; empty: there is none */
            phone: string;
            /**
             * Format: int64
             * @description Hundredths of the clinic's money
             */
            price: number;
            /** @description Code, in the catalogue as message.reason.<code>; empty when there is nothing to say */
            reason: string;
            /** Format: date-time */
            settledAt?: string;
            /** @example 09:30 */
            start?: string;
            /** @enum {string} */
            state: "asked" | "waiting" | "sending" | "unsure" | "sent" | "delivered" | "failed" | "withheld" | "cancelled" | "over";
            text: string;
        };
        PatientRelation: {
            id: string;
            /**
             * @description What they are to the patient
             * @enum {string}
             */
            kind: "mother" | "father" | "parent" | "guardian" | "grandparent" | "spouse" | "sibling" | "kin" | "child" | "ward" | "grandchild";
            patient: components["schemas"]["PatientSummary"];
        };
        PatientSaid: {
            /** @description As the record had it */
            ageDays?: components["schemas"]["SaidAge"];
            /** @enum {string} */
            answeredBy: "patient" | "companion";
            /** @description Yes and numbers first, then not known, then no */
            answers: components["schemas"]["SaidAnswer"][];
            /**
             * Format: date-time
             * @description When it was kept
             */
            at: string;
            conditions: string[];
            /** @description If not, they went away in the middle */
            finished: boolean;
            /** @description MASK, ISOLATE, AWD, PRIVATE, MALARIA */
            flags: string[];
            groups: string[];
            /**
             * Format: int64
             * @description The triage level that merged holds
             */
            held: number;
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            /**
             * @description By the box's own table
             * @enum {string}
             */
            level: "R" | "D" | "N" | "E";
            /**
             * @description With a provider's: the more urgent
             * @enum {string}
             */
            merged: "R" | "D" | "N" | "E";
            /** @enum {string} */
            pregnancy?: "yes" | "maybe" | "just-born" | "no";
            provider?: components["schemas"]["SaidProvider"];
            /**
             * Format: date-time
             * @description When the answers left for the provider, without a name; none: they never did
             */
            providerAskedAt?: string;
            /**
             * @description Whether a provider outside may be asked, as the patient said before the questions
             * @enum {string}
             */
            providerConsent: "not-asked" | "yes" | "no";
            /** @description What a clinician made of it */
            review?: components["schemas"]["SaidReview"];
            /** @description Was here for it within three days, and is not better */
            sameProblem: boolean;
            /** Format: date-time */
            startedAt: string;
            /** @description Of the table */
            version: string;
            /** @description None until they were checked in */
            visitId?: string;
            /** @description What gave a level, the most urgent first */
            why: components["schemas"]["SaidWhy"][];
        };
        PatientSummary: {
            age?: components["schemas"]["Age"];
            /** @description YYYY-MM-DD, YYYY-MM or YYYY */
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            displayName: string;
            fileNumber: string;
            /** @description In a search: what was typed is in another file, for which this one stands */
            foundBy?: components["schemas"]["FormerFile"];
            id: string;
            initials: string;
            /** @description YYYY-MM-DD of the newest visit, today's too */
            lastVisitDay?: string;
            openVisit?: components["schemas"]["OpenVisit"];
            /** @description The first one, grouped for the eye */
            phone?: string;
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village: string;
        };
        PatientVersion: {
            /** Format: date-time */
            at: string;
            birthDate: string;
            birthPrecision: string;
            birthRecordedOn: string;
            /** @description Display name */
            by: string;
            chief: string;
            consent: components["schemas"]["Consent"];
            deceasedOn: string;
            district: string;
            familyName: string;
            givenNames: string;
            language: string;
            nextOfKin: components["schemas"]["NextOfKin"];
            otherNames: string[];
            /** @description In which of the patient's files */
            patientId: string;
            phones: components["schemas"]["Phone"][];
            sex: string;
            village: string;
        };
        Phone: {
            /**
             * Format: int64
             * @description How many other patients have the same number; 99: that many or more
             */
            alsoOf?: number;
            /** @description Grouped for the eye */
            display: string;
            mayLeaveMessage: boolean;
            /** @description +266... when it is a number we know the form of, else as typed */
            number: string;
            /** @description Whose phone it is, empty for the patient's own */
            owner: string;
        };
        PhotoRecord: {
            /** @enum {string} */
            agreedBy: "patient" | "guardian";
            /** @description The picture is still there; else it is erased */
            held: boolean;
            id: string;
            /** @description In which of the patient's files */
            patientId: string;
            /** @description Of the picture, hex: what the journal covers */
            sha256: string;
            /** Format: date-time */
            takenAt: string;
            /** @description Display name */
            takenBy: string;
        };
        Prescription: {
            /** @description WHO ATC code, empty when typed freely */
            atc: string;
            /** Format: int64 */
            days?: number;
            dose: string;
            form: string;
            frequency: string;
            medicine: string;
            note: string;
            quantity: string;
            strength: string;
        };
        PrintSheets: {
            /** Format: int64 */
            count: number;
            departmentId: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description How many rows of each sheet, from the last one up, carry a file number for somebody new
             */
            newRows: number;
        };
        PrintedCode: {
            /** @description The groups that must be typed back, counted from 1 */
            ask: number[];
            /** @description The code, group by group */
            groups: string[];
        };
        Problem: {
            /** @description Stable name of what went wrong */
            code: string;
            /** @description The resource as it is now, when code is stale */
            current?: unknown;
            /** @description Each broken field */
            errors?: components["schemas"]["FieldError"][];
            /** @description The first field it is about */
            field?: string;
            /** @description Limits, times, tickets: what a sentence about it needs */
            params?: {
                [key: string]: unknown;
            };
            /** @description Names the request in the log */
            requestId?: string;
            /** Format: int64 */
            status: number;
            /** @description The status in English, for logs and developers */
            title: string;
            /** @description urn:karete:problem:<code> */
            type: string;
        };
        ProblemRecord: {
            code: string;
            id: string;
            /** @description In which file it stands */
            patientId: string;
            reason: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Display name */
            recordedBy: string;
            /** @description The line this one stands for */
            replacesId: string;
            since: string;
            /** @enum {string} */
            status: "active" | "resolved" | "withdrawn";
            system: string;
            text: string;
        };
        Program: {
            /** @enum {string} */
            actsFor: "itself" | "person";
            /** @description Its client id */
            id: string;
            /**
             * Format: date-time
             * @description When it last got a token
             */
            lastUsedAt?: string;
            name: string;
            /** Format: date-time */
            registeredAt: string;
            /** @description Name of the manager */
            registeredBy: string;
            /** Format: date-time */
            revokedAt?: string;
            /** @description Empty when it acts for a person */
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            /**
             * Format: int64
             * @description How many of its sign-ins are good now
             */
            signIns: number;
        };
        ProgramList: {
            programs: components["schemas"]["Program"][];
        };
        Progress: {
            /** @description What was answered, without the password */
            answers: components["schemas"]["Answers"];
            /** @description The first step without an answer; empty when all have one */
            next: string;
            /**
             * Format: date-time
             * @description What the box takes for the time
             */
            now: string;
            /** @description Departments to choose from */
            offered: components["schemas"]["OfferedDepartment"][];
            /** @description Districts of Lesotho, provinces of South Africa */
            places: components["schemas"]["District"][];
            steps: components["schemas"]["StepState"][];
        };
        ProveApp: {
            code: string;
            enrolment: string;
            /** Format: uuid */
            id: string;
        };
        ProveBackup: {
            /** Format: uuid */
            id: string;
        };
        Question: {
            en: string;
            group: string;
            id: string;
            /** @description The answer is a number from 0 to 10 */
            scale?: boolean;
            st: string;
        };
        Questionnaire: {
            /** @description In the order of asking */
            groups: string[];
            items: components["schemas"]["QuestionnaireItem"][];
            rules: components["schemas"]["QuestionnaireRule"][];
            /** @description The items of the short form, for a busy morning */
            short: string[];
            /** @description Whether a clinician has read it against the sources */
            signedOff: boolean;
            /** @description What the short names of the sources stand for */
            sources: {
                [key: string]: string;
            };
            version: string;
        };
        QuestionnaireItem: {
            en: string;
            /** @description What a yes sets besides: MASK, ISOLATE, AWD, PRIVATE, MALARIA */
            flags?: string[];
            /** @description What a yes gives */
            gives?: string;
            group: string;
            id: string;
            /** @description A yes says that there is no sickness today */
            noSickness?: boolean;
            /** @description The answer is a number from 0 to 10, and this is what it gives, the highest first */
            scale?: components["schemas"]["ScaleStep"][];
            source: string[];
            st: string;
            /** @description Other words for some people; the first that fits */
            variants?: components["schemas"]["Variant"][];
            who: string;
        };
        QuestionnaireRule: {
            gives: string;
            id: string;
            raises?: string;
            source: string[];
            when: components["schemas"]["When"];
        };
        QueueDepartment: {
            code: string;
            name: string;
        };
        QueuePatient: {
            age?: components["schemas"]["Age"];
            displayName: string;
            fileNumber: string;
            id: string;
            initials: string;
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village: string;
        };
        QueueReason: {
            /** @enum {string} */
            code: "emergency" | "level" | "not-triaged" | "said" | "collect" | "away" | "turn" | "late" | "slot" | "slot-early" | "slot-lost" | "arrival";
            params: {
                [key: string]: unknown;
            };
        };
        QueueRow: {
            /** Format: date-time */
            arrivedAt: string;
            /**
             * Format: date-time
             * @description Not to be called before
             */
            backAt?: string;
            /**
             * Format: int64
             * @description How many wait for the same step in the same line and go first
             */
            before: number;
            /** Format: date-time */
            calledAt?: string;
            /**
             * Format: int64
             * @description How often called
             */
            calls: number;
            /** @description Came for repeat medicines only */
            collectOnly: boolean;
            department: components["schemas"]["QueueDepartment"];
            departmentId: string;
            emergency: boolean;
            /** Format: date-time */
            endedAt?: string;
            /** Format: date-time */
            enteredAt: string;
            /** @description What that has meant in the last weeks; none when too little is known */
            estimate?: components["schemas"]["WaitRange"];
            /** @description The queue entry */
            id: string;
            late: boolean;
            /** Format: int64 */
            level: number;
            /**
             * Format: int64
             * @description How often called in vain; from three on ask whether they left
             */
            missed: number;
            /** @description Why they were sent here from another line */
            movedFor: string;
            /** @description Somebody with a close name is here too */
            nameAlert: boolean;
            outcome?: string;
            patient: components["schemas"]["QueuePatient"];
            reason: string;
            room: string;
            /**
             * Format: int64
             * @description How urgent by the patient's own answers, 0 unasked
             */
            selfLevel: number;
            /**
             * Format: date-time
             * @description Their booked time in this line
             */
            slotAt?: string;
            /** @description Who called or serves */
            staff?: components["schemas"]["QueueStaff"];
            /** @enum {string} */
            stage: "arrived" | "triage" | "waiting" | "serving" | "other" | "done";
            /** Format: date-time */
            startedAt?: string;
            /** @enum {string} */
            status: "waiting" | "called" | "serving" | "done" | "moved" | "left";
            /**
             * Format: int64
             * @description To be served within, counted from waitingSince
             */
            targetMinutes: number;
            ticket: string;
            /**
             * Format: date-time
             * @description The latest triage: it is done again while somebody waits
             */
            triagedAt?: string;
            /** Format: int64 */
            version: number;
            visitId: string;
            /**
             * Format: date-time
             * @description Arrival until first seen by a clinician, then since entering this line
             */
            waitingSince: string;
            /** @description What puts the row where it stands, the weightiest first */
            why: components["schemas"]["QueueReason"][];
        };
        QueueStaff: {
            displayName: string;
            id: string;
        };
        Reason: {
            code: string;
            params?: {
                [key: string]: unknown;
            };
        };
        RecordAccess: {
            action: string;
            /** Format: date-time */
            at: string;
            /** @description Name of the enrolled device, or what the browser calls itself */
            device: string;
            /** @description Opened to read; else changed */
            opened: boolean;
            role: string;
            /** Format: int64 */
            seq: number;
            /** @description None when it was the box itself, or the patient at their own door: role says which */
            staff?: components["schemas"]["AccessStaff"];
            /** @description Opened on a day on which the patient was not here */
            withoutVisit: boolean;
        };
        RecordAccesses: {
            accesses: components["schemas"]["RecordAccess"][];
            /**
             * Format: int64
             * @description Ask with before=next for the page after this one; absent on the last
             */
            next?: number;
            /** @description Of all of them; with the first page only */
            summary?: components["schemas"]["AccessSummary"];
        };
        RecordAllergy: {
            class: string;
            /**
             * Format: uuid
             * @description Command id, and the row's id
             */
            id: string;
            reaction: string;
            /** @description Why it is withdrawn */
            reason: string;
            /** @description The row this one stands for */
            replacesId?: string;
            /** @enum {string} */
            status: "active" | "none-known" | "withdrawn";
            substance: string;
        };
        RecordCondition: {
            code: string;
            /**
             * Format: uuid
             * @description Command id, and the row's id
             */
            id: string;
            /** @description Why it is withdrawn */
            reason: string;
            /** @description The row this one stands for */
            replacesId?: string;
            /** @description As far as anybody knows: YYYY, YYYY-MM, YYYY-MM-DD, or empty */
            since: string;
            /** @enum {string} */
            status: "active" | "resolved" | "withdrawn";
            /** @enum {string} */
            system: "icd-10" | "";
            text: string;
        };
        RecoveryAnswer: {
            /** @description The box keeps a key of its own and opens without anybody */
            autoUnlock: boolean;
            /** @description The groups of the printed code that were asked for; left out when it was confirmed before */
            groups?: string[];
            /** @description Never answered; may be left out when it was given before */
            passphrase?: string;
        };
        Referral: {
            reason: string;
            to: string;
            /** @enum {string} */
            urgency: "routine" | "urgent" | "emergency";
        };
        RefreshRequest: {
            clientId: string;
            clientSecret: string;
            refreshToken: string;
        };
        RegisterPlace: {
            /** Format: uuid */
            id: string;
            /** @description What people call it */
            name: string;
            /** @description Of a stick that is there, as it was listed, or of any folder */
            path: string;
            /** @description It has the mark of another clinic, or of this one before a restore, and is to be used all the same: backups of others on it stay */
            shared?: boolean;
        };
        RegisterProgram: {
            /** @enum {string} */
            actsFor: "itself" | "person";
            /** Format: uuid */
            id: string;
            name: string;
            /** @description For a program that acts for itself */
            roles?: ("admin" | "clerk" | "nurse" | "doctor")[];
        };
        Registered: {
            patient: components["schemas"]["Patient"];
            visit?: components["schemas"]["Visit"];
        };
        RegisteredProgram: {
            /** @description Shown once */
            clientSecret?: string;
            program: components["schemas"]["Program"];
        };
        Registration: {
            /** @description YYYY-MM-DD, YYYY-MM or YYYY */
            birthDate?: string;
            /** @enum {string} */
            birthPrecision: "day" | "month" | "year" | "age" | "unknown";
            /** @description YYYY-MM-DD an age was told; empty: today */
            birthRecordedOn?: string;
            /** @description A pre-printed blank card to give to the patient: what the scanner read, or its short code */
            cardCode?: string;
            /** @description Check the patient in at once */
            checkIn?: components["schemas"]["Arrival"];
            /** @description Chief or ward */
            chief?: string;
            consent?: components["schemas"]["Consent"];
            /** @description Who was found, and is another person */
            different?: components["schemas"]["Different"][];
            district?: string;
            familyName?: string;
            fileNumber?: components["schemas"]["NewFileNumber"];
            /** @description As spoken. One of the two names may be empty */
            givenNames?: string;
            /** Format: uuid */
            id: string;
            identifiers?: components["schemas"]["NewIdentifier"][];
            /**
             * @description Empty: Sesotho
             * @enum {string}
             */
            language?: "en" | "st";
            /** @description The patient whose baby this is: they belong together from the start, and nothing of hers is copied */
            motherId?: string;
            nextOfKin?: components["schemas"]["NextOfKin"];
            /** @description Former names, aliases, church names */
            otherNames?: string[];
            phones?: components["schemas"]["NewPhone"][];
            /** @enum {string} */
            sex: "female" | "male" | "other" | "unknown";
            village?: string;
        };
        Relate: {
            /** Format: uuid */
            id: string;
            /**
             * @description What the other is to the patient
             * @enum {string}
             */
            kind: "mother" | "father" | "parent" | "guardian" | "grandparent" | "spouse" | "sibling" | "kin" | "child" | "ward" | "grandchild";
            /** Format: uuid */
            otherId: string;
        };
        RelationLine: {
            /** @enum {string} */
            endReason?: "mistake" | "changed";
            /** Format: date-time */
            endedAt?: string;
            /** @description Display name */
            endedBy?: string;
            /** @enum {string} */
            kind: "mother" | "father" | "parent" | "guardian" | "grandparent" | "spouse" | "sibling" | "kin" | "child" | "ward" | "grandchild";
            /** Format: date-time */
            madeAt: string;
            /** @description Display name */
            madeBy: string;
            /** @description Of the other */
            name: string;
        };
        RemoteTriage: {
            /** @description A manager agreed that age, sex and symptoms leave the country, without a name */
            agreed: boolean;
            /**
             * @description Where the keys are: kept by the box, or given by its environment
             * @enum {string}
             */
            keys: "none" | "box" | "environment";
            /**
             * @description How asking ended last, since the box started
             * @enum {string}
             */
            last: "" | "answered" | "not-sent" | "timeout" | "offline" | "credentials" | "payment" | "limit" | "unavailable" | "unreadable";
            /** @description The provider's symptom for each question, by item */
            mapping: {
                [key: string]: string;
            };
            /** @description Of the provider's; empty: its own choice */
            model: string;
            on: boolean;
            /** @enum {string} */
            provider: "infermedica";
            /** Format: int64 */
            version: number;
        };
        RemoveCertificate: {
            /** Format: uuid */
            id: string;
        };
        RemovePhoto: {
            /** Format: uuid */
            id: string;
            /** @description The reason in words, needed for other */
            note?: string;
            /**
             * @description asked: the patient wants none
             * @enum {string}
             */
            reason: "asked" | "wrong-person" | "unclear" | "other";
        };
        Repeat: {
            /**
             * Format: int64
             * @description In all
             */
            times: number;
            /**
             * Format: int64
             * @description Between one and the next
             */
            weeks: number;
        };
        ReportRow: {
            /** @enum {string} */
            ageBand: "under-1" | "1-4" | "5-14" | "15-49" | "50-over" | "unknown";
            /** Format: date-time */
            arrivedAt: string;
            /**
             * Format: int64
             * @description Hour of the day at the clinic
             */
            arrivedHour: number;
            /** Format: date-time */
            closedAt?: string;
            /** @description Nobody closed it: the box did, as of its own day */
            closedByBox: boolean;
            /** @description Code of the department the patient came in at */
            department: string;
            diagnoses: components["schemas"]["Finding"][];
            displayName: string;
            fileNumber: string;
            /** @description Written by hand and keyed in later */
            fromPaper: boolean;
            /** Format: int64 */
            level: number;
            newPatient: boolean;
            outcome: string;
            patientId: string;
            sex: string;
            /** Format: date-time */
            startedAt?: string;
            status: string;
            ticket: string;
            /** Format: date-time */
            triagedAt?: string;
            visitId: string;
        };
        RestoreAppointment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
        };
        RestoreRun: {
            /** @description Why it failed: the code of a problem */
            code?: string;
            file: string;
            /** @description Of the command */
            id: string;
            /** @description What somebody must agree to first, when the code is loss-first */
            loss?: components["schemas"]["Loss"];
            /**
             * @description Which part of the backup is damaged
             * @enum {string}
             */
            part?: "header" | "manifest" | "keys" | "verifier" | "database" | "end";
            /**
             * Format: int64
             * @description Of this stage
             */
            percent: number;
            /** @description Once it is done */
            result?: components["schemas"]["Restored"];
            /** @enum {string} */
            stage: "reading" | "restoring" | "proving" | "installing" | "done" | "failed";
        };
        RestoreState: {
            /** @description Backups on sticks that are there, and one that was uploaded; the newest first */
            copies: components["schemas"]["BackupCopy"][];
            /** @description Why the records of this box cannot be opened */
            damage?: components["schemas"]["Damage"];
            /**
             * Format: int64
             * @description The largest file that can be uploaded
             */
            mostBytes: number;
            /** @description What goes on now, or how the last one ended */
            run?: components["schemas"]["RestoreRun"];
        };
        Restored: {
            /** @description The box has a key of its own and opens without anybody */
            autoUnlock: boolean;
            clinic: string;
            counts: components["schemas"]["RestoredCount"][];
            /** @description Of the backup's file, as on its slip */
            fingerprint: string[];
            /** @description The same of the journal on this box */
            found: string[];
            /** @description The box that made the backup opened without anybody; its key is not in the backup */
            hadOwnKey: boolean;
            /** @description The first half of the hash over the journal in the backup, in eight groups */
            head: string[];
            loss: components["schemas"]["Loss"];
            /**
             * Format: date-time
             * @description When the backup was made
             */
            madeAt: string;
            /** @description Folder, within the data folder, of what was there before */
            safety?: string;
            /** @description Everything that was counted is the same */
            same: boolean;
            /**
             * Format: int64
             * @description How long it took
             */
            seconds: number;
            /**
             * Format: int64
             * @description Sessions that the backup still had; all were ended
             */
            signedOut: number;
            /**
             * Format: date-time
             * @description What was written after this is not in it
             */
            since: string;
            /** @description Its three words, as on its slip */
            words: string[];
        };
        RestoredCount: {
            /**
             * Format: int64
             * @description On this box
             */
            found: number;
            /** @enum {string} */
            what: "patients" | "visits" | "notes" | "cards" | "entries";
            /**
             * Format: int64
             * @description In the backup
             */
            written: number;
        };
        Result: {
            charts: components["schemas"]["ChartScore"][];
            checks: string[];
            complete: boolean;
            /** Format: int64 */
            computed: number;
            missing: string[];
            notes: string[];
            rules: components["schemas"]["Rule"][];
            rulesVersion: string;
            settings: components["schemas"]["Settings"];
            tews: components["schemas"]["ChartScore"];
            unfinished: boolean;
        };
        RetentionRule: {
            /** @enum {string} */
            country: "LS" | "ZA";
            /**
             * Format: int64
             * @description And in any case until this birthday
             */
            minorUntil: number;
            /** @description Whose rule it is */
            source: string;
            /**
             * Format: int64
             * @description After the patient was last here
             */
            years: number;
        };
        RevokeCard: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            reason: "lost" | "stolen" | "damaged" | "replaced" | "wrong-person";
        };
        RevokeProgram: {
            /** Format: uuid */
            id: string;
        };
        Rule: {
            byEngine?: boolean;
            chart?: string;
            id: string;
            kind: string;
            /** Format: int64 */
            level: number;
            /** Format: int64 */
            sum: number;
        };
        SaidAge: {
            /** Format: int64 */
            high: number;
            /** Format: int64 */
            low: number;
        };
        SaidAnswer: {
            /**
             * Format: int64
             * @description 1 yes, 0 no, -1 not known; or the number
             */
            answer: number;
            en: string;
            group: string;
            id: string;
            /** @description The answer is a number from 0 to 10 */
            scale?: boolean;
            st: string;
        };
        SaidDecision: {
            /** @enum {string} */
            reason: "asked-again" | "measured-well" | "answered-for-another" | "misunderstood" | "other";
            /** @description In the clinician's own words; with other it is needed */
            text?: string;
        };
        SaidProvider: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            level: "R" | "D" | "N" | "E";
            name: string;
            /** @description Its id there */
            request: string;
            version: string;
        };
        SaidReview: {
            /** Format: date-time */
            at: string;
            /** @description Display name */
            by: string;
            /**
             * Format: int64
             * @description What the triage came to
             */
            level: number;
            reason: string;
            text: string;
            /** @enum {string} */
            verdict: "confirmed" | "overridden";
        };
        SaidWhy: {
            en?: string;
            /** @enum {string} */
            gives: "R" | "D" | "N" | "E";
            id: string;
            st?: string;
        };
        Save: {
            complaint: components["schemas"]["Complaint"];
            decision: components["schemas"]["Decision"];
            /**
             * Format: uuid
             * @description Command id, and the encounter's id
             */
            id: string;
            input: components["schemas"]["Input"];
            /** Format: uuid */
            patientId: string;
            /** @description Why the final level is less urgent than what the patient said; needed then */
            said?: components["schemas"]["SaidDecision"];
        };
        SaveDraft: {
            content: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            patientId: string;
        };
        Saved: {
            triage: components["schemas"]["Triage"];
            visit: components["schemas"]["Visit"];
        };
        ScaleStep: {
            /** Format: int64 */
            from: number;
            gives: string;
        };
        ScanText: {
            /** @description A QR text in any case, or a short code with or without its hyphen */
            text: string;
        };
        Scanned: {
            card: components["schemas"]["ScannedCard"];
            patient: components["schemas"]["PatientSummary"];
        };
        ScannedCard: {
            id: string;
            /** @enum {string} */
            status: "active";
        };
        Schedule: {
            active: boolean;
            departmentId: string;
            hours: components["schemas"]["DayHours"][];
            id: string;
            /** Format: int64 */
            slotMinutes: number;
            /** Format: int64 */
            version: number;
        };
        Seal: {
            /** Format: int64 */
            entries: number;
            /** @description Root hash of the journal's tree, base64 */
            root: string;
        };
        Sealed: {
            /** @description Why no key opens the records: a backup must be brought back */
            damage?: components["schemas"]["Damage"];
            /** @description The name of the file on a key stick; a stick with it opens the box when it is plugged in */
            keyFile?: string;
            /** @description What opens it: passphrase, recovery, file */
            kinds?: string[];
            /**
             * Format: int64
             * @description How long this browser must wait after too many wrong tries
             */
            retryAfterSeconds?: number;
            sealed: boolean;
        };
        SearchQuery: {
            /** @description Name parts in any order, a file number, phone, identifier or card; empty: the last eight one worked with */
            text: string;
        };
        SearchResult: {
            /**
             * @description What the text was taken for
             * @enum {string}
             */
            kind: "name" | "number" | "phone" | "card" | "recent";
            patients: components["schemas"]["PatientSummary"][];
        };
        SeenMedium: {
            /**
             * Format: int64
             * @description Files on it that look like backups of Karete, of whatever clinic
             */
            backups: number;
            /** Format: int64 */
            bytes: number;
            fileSystem?: string;
            /** Format: int64 */
            freeBytes: number;
            label?: string;
            /**
             * @description other: registered with another clinic, or with this one before it was restored
             * @enum {string}
             */
            mark: "none" | "ours" | "other" | "failing";
            network: boolean;
            /** @description To register it by */
            path: string;
            /** @description Of the mark, when it is ours */
            placeId?: string;
            readOnly: boolean;
        };
        SelfReportPatient: {
            displayName: string;
            id: string;
            initials: string;
        };
        SelfReportRow: {
            /** Format: date-time */
            at: string;
            departmentId?: string;
            finished: boolean;
            /** Format: int64 */
            held: number;
            id: string;
            /** @enum {string} */
            level: "R" | "D" | "N" | "E";
            patient: components["schemas"]["SelfReportPatient"];
            /** @description A clinician has signed a triage since */
            reviewed: boolean;
            ticket?: string;
            /** @description An emergency by their own words that nobody has triaged yet */
            toNurseNow: boolean;
            visitId?: string;
        };
        SelfReports: {
            /** Format: date */
            day: string;
            /** @description Newest first */
            reports: components["schemas"]["SelfReportRow"][];
        };
        SelfScored: {
            /**
             * Format: int64
             * @description How many questions are answered
             */
            at: number;
            /** @description What to mind besides: MASK, ISOLATE, AWD, PRIVATE, MALARIA */
            flags: string[];
            /**
             * Format: int64
             * @description The triage level the queue holds until a nurse has seen them: 1 emergency to 4 routine
             */
            held: number;
            /** @enum {string} */
            level: "R" | "D" | "N" | "E";
            /** @description None when all is answered, or after the first emergency */
            next?: components["schemas"]["Question"];
            /**
             * Format: int64
             * @description How many there are for these answers
             */
            of: number;
            /** @description An emergency: nothing more is asked */
            stop: boolean;
            /** @description Of the table */
            version: string;
            /** @description The items and rules that gave a level, the most urgent first */
            why: components["schemas"]["Fired"][];
        };
        Serve: {
            departmentId: string;
            /** Format: uuid */
            id: string;
            /** @description Room or desk, as spoken; none: not serving any more */
            room?: string;
        };
        ServingPlace: {
            departmentId: string;
            room: string;
            /** Format: date-time */
            since: string;
            staff: components["schemas"]["QueueStaff"];
        };
        ServingPlaces: {
            places: components["schemas"]["ServingPlace"][];
        };
        Session: {
            /**
             * Format: int64
             * @description How many calls for somebody to come stand; 0 for those whom they are not for
             */
            alerts: number;
            /** @description The enrolled device it is on */
            device?: components["schemas"]["SessionDevice"];
            facility: components["schemas"]["Nameplate"];
            id: string;
            /**
             * Format: int64
             * @description The screen locks when nobody has touched it for so long
             */
            lockMinutes: number;
            /**
             * @description How this person proved who they are
             * @enum {string}
             */
            means: "password" | "pin" | "passkey";
            /** @description The clinic wants a second factor of managers: nothing else works before this one has one */
            mustAddFactor: boolean;
            /** @description Nothing else works before the password is changed */
            mustChangePassword: boolean;
            /** @description Operations this person may do */
            permissions: string[];
            staff: components["schemas"]["SessionStaff"];
            /** @description Minutes within which each triage level should be seen; level 0 is not triaged */
            targets: {
                [key: string]: number;
            };
        };
        SessionDevice: {
            id: string;
            /** @enum {string} */
            kind: "tablet" | "desk" | "kiosk" | "display";
            name: string;
        };
        SessionRow: {
            address: string;
            /** Format: date-time */
            createdAt: string;
            /** @description The session that asks */
            current: boolean;
            device: string;
            displayName: string;
            id: string;
            /** Format: date-time */
            seenAt: string;
            staffId: string;
        };
        SessionStaff: {
            departments: string[];
            displayName: string;
            hasPin: boolean;
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            senior: boolean;
            username: string;
        };
        Sessions: {
            sessions: components["schemas"]["SessionRow"][];
        };
        SetClock: {
            /**
             * @description device: the time given here; box: the box's time as it stands; computer: that of the computer's own clock
             * @enum {string}
             */
            by: "device" | "box" | "computer";
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description The time on the device that asks
             */
            now?: string;
        };
        SetRemoteTriage: {
            agreed: boolean;
            appId?: string;
            appKey?: string;
            /** Format: uuid */
            id: string;
            mapping: {
                [key: string]: string;
            };
            model?: string;
            on: boolean;
        };
        SetSchedule: {
            /** @description false: takes no bookings */
            active: boolean;
            hours: components["schemas"]["DayHours"][];
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            slotMinutes: number;
        };
        Settings: {
            /** Format: int64 */
            adultSpo2RedBelow: number;
            /** Format: int64 */
            heightCheckUnderYears: number;
            /** Format: int64 */
            infantFastHeartPoints: number;
            /** Format: int64 */
            painModerateFrom: number;
            /** Format: int64 */
            painSevereFrom: number;
            pregnancyBleedVeryUrgent: boolean;
            targetMinutes: components["schemas"]["TargetMinutes"];
        };
        Sign: {
            group: string;
            id: string;
            /** Format: int64 */
            level: number;
            setByEngine: boolean;
        };
        SignIn: {
            /** @description Of the authenticator app, or a recovery code, where second-factor asked for one */
            code?: string;
            password: string;
            username: string;
        };
        SignNote: {
            advice: string;
            complaint: string;
            diagnoses: components["schemas"]["Diagnosis"][];
            examination: string;
            followUp?: components["schemas"]["FollowUp"];
            /**
             * Format: uuid
             * @description Command id, and the encounter's id
             */
            id: string;
            /** @description Department to wait in next; empty closes the visit */
            moveTo?: string;
            /** @enum {string} */
            outcome: "home" | "referred" | "admitted" | "died" | "left";
            /** Format: uuid */
            patientId: string;
            prescriptions: components["schemas"]["Prescription"][];
            referral?: components["schemas"]["Referral"];
        };
        Signed: {
            encounter: components["schemas"]["Encounter"];
            visit: components["schemas"]["Visit"];
        };
        Staff: {
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @description Ids of the departments they work in */
            departments: string[];
            displayName: string;
            /** @description May sign in with a PIN on enrolled devices */
            hasPin: boolean;
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            /**
             * Format: date-time
             * @description Their last act
             */
            lastSeenAt?: string;
            mustChangePassword: boolean;
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            /** @description Has an authenticator app or a passkey */
            secondFactor: boolean;
            /** @description May lower a triage colour */
            senior: boolean;
            signedIn: boolean;
            username: string;
            /** Format: int64 */
            version: number;
        };
        StaffAnswer: {
            departments?: string[];
            displayName: string;
            /** @enum {string} */
            language?: "en" | "st";
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            senior?: boolean;
            username: string;
        };
        StaffChange: {
            /** @description false: they do not work here now, and are signed out at once */
            active: boolean;
            /** @description Ids of the departments they work in */
            departments?: string[];
            /** @description Name people see */
            displayName: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            /** @description May lower a triage colour */
            senior?: boolean;
        };
        StaffList: {
            staff: components["schemas"]["Staff"][];
        };
        StandingFile: {
            displayName: string;
            fileNumber: string;
            id: string;
        };
        Step: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            patientId: string;
        };
        StepState: {
            answered: boolean;
            /** @enum {string} */
            step: "language" | "clinic" | "admin" | "recovery" | "clock" | "departments" | "staff";
        };
        StopRecord: {
            /** Format: date-time */
            endedAt?: string;
            phone: string;
            /** Format: date-time */
            saidAt: string;
        };
        SubjectBundle: {
            /** @description Everyone who opened or changed the record, oldest first */
            accesses: components["schemas"]["RecordAccess"][];
            /** @description Each line ever written, oldest first */
            allergies: components["schemas"]["AllergyRecord"][];
            /** @description Each booking ever made, the earliest day first; those moved, as they stand */
            appointments: components["schemas"]["Appointment"][];
            /** @description Each time that staff were called to the patient, oldest first */
            calls: components["schemas"]["AlertRecord"][];
            clinic: components["schemas"]["Nameplate"];
            /** @description Each decision about whether a file and another are one person's, oldest first */
            comparisons: components["schemas"]["FileComparison"][];
            /** @description Each answer, oldest first */
            consents: components["schemas"]["ConsentAnswer"][];
            /** @description Those the visits and bookings name */
            departments: components["schemas"]["Department"][];
            drafts: components["schemas"]["UnsignedDrafts"];
            /** @description Each line ever written about where the paper files are, oldest first */
            files: components["schemas"]["FileLine"][];
            /** @enum {string} */
            format: "karete-subject-access/1";
            /** @description When this and other files were found to be the same person's, oldest first; those taken back too */
            joinings: components["schemas"]["Joining"][];
            /** Format: date-time */
            madeAt: string;
            /** @description Display name */
            madeBy: string;
            /**
             * @description Who asked for it
             * @enum {string}
             */
            madeFor: "patient" | "guardian" | "heir" | "authority";
            /** @description Each message that was to go to the patient, oldest first */
            messages: components["schemas"]["MessageRecord"][];
            /** @description The old register that a file came from */
            origins: components["schemas"]["Origin"][];
            /** @description Who the patient is, with every number and card they ever had */
            patient: components["schemas"]["Patient"];
            /** @description Those the visits and bookings name by id */
            people: components["schemas"]["AccessStaff"][];
            /** @description The photo that is held now, a JPEG in base64 */
            photo?: string;
            /** @description Each photo that was ever taken, oldest first; the pictures of earlier ones are erased */
            photos: components["schemas"]["PhotoRecord"][];
            /** @description Each line ever written, oldest first */
            problems: components["schemas"]["ProblemRecord"][];
            /** @description Who was ever said to belong to the patient, oldest first, by name only */
            relations: components["schemas"]["RelationLine"][];
            /** @description What the patient answered by themselves, oldest first, and what a clinician made of it */
            selfReports: components["schemas"]["PatientSaid"][];
            /** @description When one of the patient's numbers was not to be written to, oldest first */
            stops: components["schemas"]["StopRecord"][];
            /** @description What was written about who the patient is, oldest first: a correction keeps what stood before */
            versions: components["schemas"]["PatientVersion"][];
            /** @description Oldest first, with triages, notes, amendments, medicines and measurements */
            visits: components["schemas"]["VisitRecord"][];
        };
        SupportBundle: {
            /** Format: uuid */
            id: string;
        };
        System: {
            /** @description The journal's head as it was last signed */
            checkpoint?: components["schemas"]["LastCheckpoint"];
            /** Format: int64 */
            databaseBytes: number;
            /** Format: int64 */
            diskBytes: number;
            /** Format: int64 */
            diskFreeBytes: number;
            /**
             * Format: int64
             * @description In the journal
             */
            entries: number;
            goVersion: string;
            migrations: components["schemas"]["Migration"][];
            /** @description Operating system and processor */
            platform: string;
            /**
             * Format: int64
             * @description Signed in now
             */
            sessions: number;
            sqliteVersion: string;
            /** Format: date-time */
            startedAt: string;
            /**
             * @description Whether the box can write
             * @enum {string}
             */
            state: "ok" | "read-only" | "disk-full" | "failing";
            /** Format: date-time */
            stateSince: string;
            /**
             * Format: int64
             * @description By the machine's own ticking, whatever its clock did
             */
            uptimeSeconds: number;
            version: string;
            /**
             * Format: int64
             * @description Committed, not yet moved into the database file
             */
            walBytes: number;
        };
        TargetMinutes: {
            /** Format: int64 */
            emergency: number;
            /** Format: int64 */
            notTriaged: number;
            /** Format: int64 */
            routine: number;
            /** Format: int64 */
            urgent: number;
            /** Format: int64 */
            veryUrgent: number;
        };
        Tile: {
            displayName: string;
            roles: ("admin" | "clerk" | "nurse" | "doctor")[];
            staffId: string;
        };
        TokenList: {
            tokens: components["schemas"]["TokenRow"][];
        };
        TokenRequest: {
            clientId: string;
            clientSecret: string;
            /** @description Of their authenticator app, or a recovery code, where second-factor asked for one */
            code?: string;
            password?: string;
            /** @description Of the person it acts for */
            username?: string;
        };
        TokenRow: {
            address: string;
            /** Format: date-time */
            createdAt: string;
            displayName?: string;
            id: string;
            /** @description For whom; absent when for itself */
            staffId?: string;
            /**
             * Format: date-time
             * @description When it last got a token
             */
            usedAt: string;
        };
        Tokens: {
            /** @description Goes into Authorization: Bearer */
            accessToken: string;
            /**
             * Format: int64
             * @description From now, by the program's own clock: the box's may be wrong
             */
            expiresInSeconds: number;
            /** @description Good once; shown twice, it ends the sign-in */
            refreshToken: string;
            /** @enum {string} */
            tokenType: "Bearer";
        };
        Triage: {
            /** Format: date-time */
            at: string;
            /** @description Display name */
            author: string;
            complaint: components["schemas"]["Complaint"];
            decision: components["schemas"]["Decision"];
            id: string;
            input: components["schemas"]["Input"];
            outcome: components["schemas"]["Outcome"];
            result: components["schemas"]["Result"];
            visitId: string;
        };
        TriedMessage: {
            /** Format: int64 */
            parts: number;
            reason: string;
            /**
             * @description waiting: it certainly did not go out, for the reason given
             * @enum {string}
             */
            state: "sent" | "failed" | "unsure" | "waiting";
            text: string;
        };
        TrustPage: {
            /** @description The name that a device's settings show */
            authority: string;
            /** @description Path of the authority's certificate */
            certificate: string;
            /** @description Its name; empty before it has one and while the box is sealed */
            clinic: string;
            /** @description The first half of the authority's SHA-256, in eight groups */
            fingerprint: string[];
            /** @description Path of the same for an iPhone, iPad or Mac */
            profile: string;
            /** @description How the box is reached, the best first; empty where it listens on this machine only */
            ways: components["schemas"]["Way"][];
        };
        TrustStatus: {
            /** @description That signed it */
            authority?: components["schemas"]["Certificate"];
            /** @description The box's own */
            certificate?: components["schemas"]["Certificate"];
            /** @description What a manager brought; shown for its names while it holds */
            outside?: components["schemas"]["Certificate"];
            page: components["schemas"]["TrustPage"];
        };
        TryMessage: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "st";
            number: string;
        };
        Unlock: {
            /** @description The content of a key file in base64 */
            keyFile?: string;
            passphrase?: string;
            recoveryCode?: string;
        };
        Unmerge: {
            /** Format: uuid */
            id: string;
            reason: string;
        };
        Unrelate: {
            /** Format: uuid */
            id: string;
            /**
             * @description It was never true, or is no longer
             * @enum {string}
             */
            reason: "mistake" | "changed";
        };
        UnsignedDrafts: {
            /** Format: int64 */
            count: number;
            /** @description Why they are counted and not shown */
            why: string;
        };
        Variant: {
            en: string;
            st: string;
            when: components["schemas"]["When"];
        };
        Visit: {
            /** Format: date-time */
            arrivedAt: string;
            /** Format: date-time */
            closedAt?: string;
            /** @description Staff id, or box when closed as of its own day */
            closedBy: string;
            /** @description Came for repeat medicines only */
            collectOnly: boolean;
            /** Format: date */
            day: string;
            /** @description Where the patient came in */
            departmentId: string;
            /** @description Reception sent the patient to the front */
            emergency: boolean;
            /** @description Places in line, oldest first */
            entries: components["schemas"]["Entry"][];
            id: string;
            /**
             * Format: int64
             * @description Final triage level, 0 while not triaged
             */
            level: number;
            /** @description First attendance ever */
            newPatient: boolean;
            /** @enum {string} */
            outcome: "" | "home" | "referred" | "admitted" | "died" | "left" | "cancelled";
            patientId: string;
            reason: string;
            /**
             * Format: int64
             * @description How urgent by their own answers, 0 unasked; counts until triage
             */
            selfLevel: number;
            /**
             * Format: date-time
             * @description The booked time that brought them
             */
            slotAt?: string;
            /**
             * Format: date-time
             * @description First seen by a clinician
             */
            startedAt?: string;
            /** @enum {string} */
            status: "arrived" | "triaged" | "in-progress" | "finished" | "left" | "cancelled";
            /** @example OPD-017 */
            ticket: string;
            /** Format: date-time */
            triagedAt?: string;
            /** Format: int64 */
            version: number;
        };
        VisitRecord: {
            /** @description Consultations and their amendments, oldest first */
            encounters: components["schemas"]["Encounter"][];
            observations: components["schemas"]["Observation"][];
            /** @description Absent unless the visit was keyed in from a paper sheet */
            paper?: components["schemas"]["PaperSource"];
            /** @description Oldest first; the last one stands */
            triages: components["schemas"]["Triage"][];
            visit: components["schemas"]["Visit"];
        };
        VoidRow: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            reason: "crossed-out" | "unreadable";
        };
        VoidSheet: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            reason: "lost" | "spoiled" | "misprinted";
        };
        WaitFigures: {
            figure: string;
            /** Format: int64 */
            medianMinutes?: number;
            /** Format: int64 */
            p90Minutes?: number;
            /** Format: int64 */
            people: number;
            /** @enum {string} */
            wait: "triage" | "clinician";
        };
        WaitRange: {
            /** Format: int64 */
            highMinutes: number;
            /** Format: int64 */
            lowMinutes: number;
        };
        Way: {
            /** @description Where a new device begins, over plain http */
            first?: string;
            firstQr?: string;
            host: string;
            /**
             * @description outside: a name of the certificate that a manager brought; any device trusts it
             * @enum {string}
             */
            kind: "name" | "address" | "outside";
            /** @description The same as a picture, without a size of its own */
            qr: string;
            /** @description Where people work */
            secure: string;
        };
        WeekBook: {
            days: components["schemas"]["WeekDay"][];
            departmentId: string;
            /** @description None: the department never took bookings */
            schedule?: components["schemas"]["Schedule"];
            /** Format: date */
            today: string;
        };
        WeekDay: {
            /**
             * Format: int64
             * @description Places in all
             */
            capacity: number;
            /** @description Why it is closed, when it was closed for this day */
            closed?: string;
            /** Format: date */
            day: string;
            open: boolean;
            slots: components["schemas"]["WeekSlot"][];
            /** Format: int64 */
            taken: number;
        };
        WeekSlot: {
            /**
             * Format: int64
             * @description 0 for a time that is no longer one of the department's hours
             */
            capacity: number;
            /** @description It has begun */
            past: boolean;
            /** @example 10:00 */
            start: string;
            /** Format: int64 */
            taken: number;
        };
        WhatsAppSettings: {
            /** @description Meta's code of the English templates; empty: en */
            languageEn?: string;
            /** @description Of the Sesotho ones; empty: en, for Meta knows no Sesotho */
            languageSt?: string;
            numberId?: string;
            prefix?: string;
            /** @example v23.0 */
            version?: string;
        };
        When: {
            all?: components["schemas"]["When"][];
            any?: components["schemas"]["When"][];
            /** Format: int64 */
            atLeast?: number;
            /** @description Has one of these long-term illnesses */
            conditions?: string[];
            /** Format: int64 */
            olderThanYears?: number;
            pregnant?: boolean;
            sameProblem?: boolean;
            sick?: boolean;
            unfinished?: boolean;
            /** @description One of these is answered with: I do not know */
            unknown?: string[];
            /** @description A yes to one of these, or to AtLeast of them */
            yes?: string[];
            /** Format: int64 */
            youngerThanDays?: number;
        };
        Wording: {
            en: string;
            st: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "access.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "alert.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alerts"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "alert.answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerAlert"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alerts"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Book"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookedAppointment"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.day": {
        parameters: {
            query?: {
                /** @description Department id; none: all */
                department?: string;
            };
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayBook"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningHours"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.missed": {
        parameters: {
            query?: {
                /** @description None: seven days */
                from?: string;
                /** @description None: yesterday */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MissedList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.week": {
        parameters: {
            query: {
                department: string;
                /** @description The first day; none: the present week's Monday */
                from?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeekBook"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelAppointment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.move": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveAppointment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreAppointment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.make": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeBackup"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportIdentity"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupIdentity"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupPlaces"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterPlace"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupPlaces"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.forget": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                placeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgetPlace"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupPlaces"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupStatus"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backup.prove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                backupId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveBackup"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "box.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Box"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "breach.read": {
        parameters: {
            query: {
                /** @description Staff id; this, or device, or both */
                staff?: string;
                /** @description Id of an enrolled device, or what the browser called itself */
                device?: string;
                from: string;
                /** @description Before this moment; none is now */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BreachReport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "breach.csv": {
        parameters: {
            query: {
                /** @description Staff id; this, or device, or both */
                staff?: string;
                /** @description Id of an enrolled device, or what the browser called itself */
                device?: string;
                from: string;
                /** @description Before this moment; none is now */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.blanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeBlanks"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.print": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cardId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cardId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeCard"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clock.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoxTime"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clock.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetClock"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoxTime"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseDay"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosedWith"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                closedDayId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenDay"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosedDay"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "consent.list": {
        parameters: {
            query?: {
                /** @description None: everybody */
                state?: "given" | "refused" | "not-asked";
                /** @description next of the part before */
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "department.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Departments"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "department.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDepartment"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "department.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path: {
                departmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.schedule": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read; none while the department has no hours */
                "If-Match"?: string;
            };
            path: {
                departmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSchedule"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Here"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Enrolment"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Here"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameThis"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Here"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPairing"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "device.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceRevocation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "display.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisplayScreen"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorBook"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorCancel"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.move": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorMove"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.callUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorCallUp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.checkIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorCheckIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorView"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorFree"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorCall"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorCalled"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorKnock"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorOpened"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.photo": {
        parameters: {
            query?: never;
            header?: {
                "Content-Type"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "image/jpeg": string;
                "image/png": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorOpened"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "door.ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorAnswers"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorStep"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRow"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.strike": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoidRow"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrintSheets"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperKit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperCommand"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoidSheet"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "downtime.open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenSheet"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"][];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "duplicate.list": {
        parameters: {
            query?: {
                list?: "likely" | "possible" | "later" | "joined" | "distinct";
                /** @description next of the part before */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "duplicate.decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecidePair"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairDecided"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "duplicate.scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookAgain"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicateList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "encounter.amend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                encounterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendNote"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encounter"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.read": {
        parameters: {
            query: {
                /** @description queue, clinic, staff, backup, device, line, patient:<id> */
                topics: string[];
            };
            header?: {
                /** @description The last seq seen; what came after it is told first, or event reset when that is too much */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One message per change: its id is the seq, its data {seq, action, subject{type,id}, patientId?, visitId?, at} */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "facility.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "facility.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facility"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "file.ledger": {
        parameters: {
            query?: {
                /** @description Only this series */
                series?: string;
                /** @description Only numbers without a series */
                bare?: boolean;
                /** @description Only those counted in this year */
                year?: number;
                /** @description next of the page before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileLedger"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "file.missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MissingFiles"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityQuestion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.upload": {
        parameters: {
            query: {
                /** @description Command id, and the import's id */
                id: string;
                /** @description Of a CSV that says nothing itself */
                encoding?: "utf-8" | "windows-1252";
                /** @description Of a workbook; none: the first */
                sheet?: string;
            };
            header?: {
                /** @description What the file is called, percent-encoded */
                "X-Karete-File"?: string;
                "Content-Type"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.apply": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyImport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndImport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.lines": {
        parameters: {
            query?: {
                /** @description doubtful: can be read, with notes; noted: those and the unreadable; none: all */
                verdict?: "add" | "here" | "again" | "unreadable" | "added" | "withdrawn" | "kept" | "doubtful" | "noted";
                /** @description next of the part before */
                after?: number;
            };
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportLines"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.csv": {
        parameters: {
            query?: {
                /** @description None: report */
                which?: "report" | "unreadable";
            };
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.map": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MapImport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import.undo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndImport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "journal.list": {
        parameters: {
            query?: {
                /** @description Only entries before this seq */
                before?: number;
                /** @description Staff id */
                actor?: string;
                action?: string;
                /** @description Civil date at the clinic */
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "journal.key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "journal.prove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedKey"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.rekey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCommand"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCommand"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slotId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCommand"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.list": {
        parameters: {
            query?: {
                group?: "all" | "waiting" | "sent" | "needs" | "not-sent";
                /** @description next of the part before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSettingsRead"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.configure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigureMessages"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSettingsRead"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryMessage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedMessage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.verify": {
        parameters: {
            query?: {
                "hub.mode"?: string;
                "hub.verify_token"?: string;
                "hub.challenge"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.toldByKey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                messageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMessage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientMessage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "message.retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                messageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMessage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientMessage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "metrics.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registered"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateQuery"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidates"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.access": {
        parameters: {
            query?: {
                /** @description next of the page before */
                before?: number;
            };
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAccesses"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "allergy.record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordAllergy"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Allergy"][];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appointment.patient": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientAppointments"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.bundle": {
        parameters: {
            query: {
                /** @description Who asked for it */
                for: "patient" | "guardian" | "heir" | "authority";
            };
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectBundle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.issue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueCard"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkCard"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chart.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chart"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "duplicate.compare": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
                otherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairComparison"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "file.log": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
                identifierId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogFile"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.identify": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Identify"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.merge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "photo.read": {
        parameters: {
            query?: {
                /** @description Which one, as the patient's page names it: a browser takes another address for another picture */
                photo?: string;
            };
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "photo.take": {
        parameters: {
            query: {
                /** @description Command id, and the photo's id */
                id: string;
                /** @description Who agreed that the photo is kept */
                agreedBy: "patient" | "guardian";
            };
            header?: {
                "Content-Type"?: string;
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "image/jpeg": string;
                "image/png": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldPhoto"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "photo.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovePhoto"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "problem.record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordCondition"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Condition"][];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.relate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Relate"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.unrelate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
                relationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unrelate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patient.unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unmerge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"][];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "program.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "program.register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterProgram"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredProgram"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "program.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                programId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeProgram"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "token.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                programId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.read": {
        parameters: {
            query?: {
                /** @description Department id; none: all */
                department?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Load"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Serve"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingPlaces"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.call": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Call"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.done": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.later": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Later"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.left": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.miss": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.move": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Move"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.wait": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueRow"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.activity": {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.activityCsv": {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.day": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayReport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.dayCsv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.dayList": {
        parameters: {
            query: {
                /** @description As the report gives it */
                figure: string;
            };
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retention.list": {
        parameters: {
            query?: {
                /** @description next of the part before */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DormantList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScanText"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scanned"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "card.photo": {
        parameters: {
            query?: never;
            header?: {
                "Content-Type"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "image/jpeg": string;
                "image/png": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scanned"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seal.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sealed"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "seal.unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unlock"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "selfTriage.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Questionnaire"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "selfTriage.remote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteTriage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "selfTriage.setRemote": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRemoteTriage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteTriage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "selfTriage.list": {
        parameters: {
            query?: {
                /** @description None: today */
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfReports"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "selfTriage.score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Case"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfScored"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengeFor"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factors"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.app": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApp"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.removeApp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolled"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.proveApp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveApp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolled"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.renewCodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCodes"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolled"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.addPasskey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolled"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "factor.removePasskey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolled"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguageChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "pin.choose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PINChoice"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assertion"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PINSignIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "setup.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "setup.finish": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Finish"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Founded"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "setup.code": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintedCode"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "restore.read": {
        parameters: {
            query?: {
                /** @description The id that the restore was begun with: shows its end, too */
                run?: string;
            };
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "restore.begin": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginRestore"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreState"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "restore.open": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenBackup"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedBackup"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "restore.upload": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
                /** @description What the file is called, percent-encoded */
                "X-Karete-File"?: string;
                "Content-Type"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupCopy"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "setup.answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The code on the box's console; not needed at the box itself */
                "X-Karete-Setup-Code"?: string;
            };
            path: {
                step: "language" | "clinic" | "admin" | "recovery" | "clock" | "departments" | "staff";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Answers"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStaff"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issued"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as the ETag gave it */
                "If-Match"?: string;
            };
            path: {
                staffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff.resetFactors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "pin.reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PINReset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "staff.reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issued"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "support.make": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupportBundle"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "system.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "token.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "token.refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "token.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "token.end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triage.score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Result"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triage.signs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sign"][];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trust.page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trust.install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstallCertificate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustStatus"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trust.remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveCertificate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustStatus"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "trust.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustStatus"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.checkIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.leftOpen": {
        parameters: {
            query?: {
                /** @description The visits' day; none: the last day that had any */
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeftOpen"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
                kind: "triage" | "consultation";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft.save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
                kind: "triage" | "consultation";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draft.discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
                kind: "triage" | "consultation";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "encounter.sign": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignNote"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signed"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.left": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnVisit"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "visit.reopen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnVisit"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triage.save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                visitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Save"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
