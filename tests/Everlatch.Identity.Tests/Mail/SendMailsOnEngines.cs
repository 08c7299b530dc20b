using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Mail;

public sealed class SendMailsOnSqlite() : SendMailsSuite<SqliteEngine>(new TestDatabase<SqliteEngine>());

public sealed class SendMailsOnPostgres() : SendMailsSuite<PostgresEngine>(new TestDatabase<PostgresEngine>());
