namespace Everlatch.Storage.Tests;

/// <summary>A table of the tests' own, so that they are about storage and not about a feature.</summary>
internal static class Notes
{
    public static readonly Statement Create =
        Statement.Write("notes.create", "create table notes (id text primary key, text text, at bigint, flag bigint)");

    public static readonly Statement Insert = Statement.Write("notes.insert", "insert into notes (id, text) values (@id, @text)");

    public static readonly Statement Count = Statement.Read("notes.count", "select count(*) from notes");

    public static readonly Statement CountAlsoOnStandby =
        Statement.Read("notes.count_also_on_standby", "select count(*) from notes").AlsoFromStandby();

    public static readonly Statement Find = Statement.Read("notes.find", "select text from notes where id = @id");

    public static readonly Statement FindAt = Statement.Read("notes.find_at", "select at from notes");

    public static readonly Statement DropAt = Statement.Write("notes.drop_at", "alter table notes drop column at");

    public static readonly Statement Broken = Statement.Read("notes.broken", "select text from nowhere");

    public static readonly Statement RequireMore =
        Statement.Write("notes.require_more", "create table more_notes (id text primary key, added text not null)");

    public static readonly Statement InsertMore = Statement.Write(
        "notes.insert_more", "insert into more_notes (id) values (@id)");

    public static async Task<IDatabase> WithNotesAsync(this IDatabase database)
    {
        await database.ExecuteAsync(Create, null, TestContext.Current.CancellationToken);
        return database;
    }
}
