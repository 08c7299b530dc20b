using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Lockouts;

public sealed class LockoutOnSqlite(TestDatabase<SqliteEngine> db) : LockoutSuite<SqliteEngine>(db);

public sealed class LockoutOnPostgres(TestDatabase<PostgresEngine> db) : LockoutSuite<PostgresEngine>(db);

public sealed class AddressLockoutOnSqlite(TestDatabase<SqliteEngine> db) : AddressLockoutSuite<SqliteEngine>(db);

public sealed class AddressLockoutOnPostgres(TestDatabase<PostgresEngine> db) : AddressLockoutSuite<PostgresEngine>(db);

public sealed class GiveBackOnSqlite(TestDatabase<SqliteEngine> db) : GiveBackSuite<SqliteEngine>(db);

public sealed class GiveBackOnPostgres(TestDatabase<PostgresEngine> db) : GiveBackSuite<PostgresEngine>(db);
