using System.Text;

namespace Everlatch.Storage.Tests.Schema;

/// <summary>What a release of a drill asks for beyond what this build asks for.</summary>
public sealed class RehearsalTests : IDisposable
{
    private static readonly Rehearsal Asked = new("users", "rehearsed_at");
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("rehearsal-");

    [Theory]
    [InlineData("select id from users where id = @id")]
    [InlineData("update users set name = @name")]
    [InlineData("insert into notes (id) select id from users")]
    public void A_statement_that_names_the_table_asks_for_the_column(string sql) =>
        Assert.Equal($"with rehearsal as (select rehearsed_at from users where false) {sql}", Asked.Ask(sql));

    [Fact]
    public void One_that_begins_with_common_tables_keeps_them() => Assert.Equal(
        "with rehearsal as (select rehearsed_at from users where false), known as (select id from users) select id from known",
        Asked.Ask("with known as (select id from users) select id from known"));

    [Theory]
    [InlineData("select id from sessions")]
    [InlineData("select id from users_of_old")]
    public void One_that_does_not_name_it_is_as_it_was(string sql) => Assert.Equal(sql, Asked.Ask(sql));

    [Fact]
    public void A_folder_without_the_file_rehearses_nothing() => Assert.Null(Rehearsal.Read(folder.FullName));

    [Fact]
    public void A_folder_with_it_rehearses_what_it_says()
    {
        Write(Asked.ToBytes());
        Assert.Equal(Asked, Rehearsal.Read(folder.FullName));
    }

    [Theory]
    [InlineData("""{"table": "users; drop table users", "column": "x"}""")]
    [InlineData("""{"table": "users", "column": "X"}""")]
    [InlineData("""{"table": "users"}""")]
    [InlineData("""{"table": "users", "column": 7}""")]
    [InlineData("[]")]
    public void What_is_no_name_reaches_no_statement(string file)
    {
        Write(Encoding.UTF8.GetBytes(file));
        Assert.Throws<InvalidDataException>(() => Rehearsal.Read(folder.FullName));
    }

    [Fact]
    public void This_build_rehearses_nothing()
    {
        Assert.Null(Rehearsal.Current);
        Assert.Null(Rehearsal.SchemaFolder);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(byte[] file) => File.WriteAllBytes(Path.Combine(folder.FullName, Rehearsal.FileName), file);
}
