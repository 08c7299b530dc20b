using Everlatch.Cli.Tests.Management;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>
/// A text that names no database is told as such: it becomes no database that is made for the occasion, and no crash.
/// </summary>
public sealed class DatabaseNameTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-name-").FullName;

    [Theory]
    [InlineData("", "nothing was found")]
    [InlineData("Hots=secret;Database=x", "a keyword is unknown")]
    [InlineData("Host=127.0.0.1;Password=secret;Port=many", "a value is not possible")]
    [InlineData("Host=127.0.0.1;Password=secret;Port=70000", "The Port in the connection string is 70000")]
    [InlineData("Database=secret", "names no Host")]
    [InlineData("Data Source=", "a keyword is unknown")]
    [InlineData("postgres://ada:secret@127.0.0.1/x?sslmode=require", "a URI was found")]
    public async Task A_text_that_names_no_database_is_wrong_usage_and_is_not_quoted(string text, string problem)
    {
        var result = await RunAsync("apply", "--database", text);
        result.Fails(2, "everlatch: The database: ");
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify", "--database", "")]
    [InlineData("verify", "--no-such-option")]
    [InlineData("no-such-verb")]
    [InlineData("apply", "--wait", "-1", "--database", "Data Source=never-made.db")]
    public async Task Wrong_usage_is_one_document_too_when_a_document_is_asked_for(params string[] verb)
    {
        var result = await CommandLine.RunAsync(new Dictionary<string, string>(), ["schema", .. verb, "--json"]);
        Assert.Equal((2, "EL1020"), (result.Exit, (string?)result.Json["error"]!["id"]));
        Assert.Contains(
            ((string)result.Json["error"]!["message"]!).Split('\n')[0], result.Error, StringComparison.Ordinal);
        Assert.Empty((await CommandLine.RunAsync(new Dictionary<string, string>(), ["schema", .. verb])).Output);
    }

    [Fact]
    public async Task A_file_that_holds_no_name_is_told_by_its_own()
    {
        var file = Write("");
        (await RunAsync("apply", "--database-file", file)).Fails(2, $"everlatch: The file {file}: ");
        (await RunAsync("verify", "--database-file", file + ".not")).Fails(2, $"everlatch: The file {file}.not ");
    }

    [Fact]
    public async Task A_variable_that_holds_no_name_is_told_by_its_own()
    {
        const string Own = "EVERLATCH__STORAGE__POSTGRES", Region = "EVERLATCH__SCHEMA__DATABASES__US";
        (await ToldAsync(new() { [Own] = "Hots=1" }, "verify")).Fails(2, $"everlatch: {Own}: ");
        (await ToldAsync(new() { [Region] = "everlatch.db" }, "verify", "--region", "us")).Fails(2, $"everlatch: {Region}: ");
        (await RunAsync("verify", "--region", "us")).Fails(2, $"everlatch: {Region} does not name the database of 'us'.");
    }

    [Fact]
    public async Task A_SQLite_file_that_is_not_there_is_made_by_apply_alone()
    {
        var database = Path.Combine(folder, "new.db");
        (await RunAsync("verify", "--database", database)).Fails(1, "everlatch: EL1839: ");
        Assert.False(File.Exists(database));

        var file = Write(database + "\n");
        Assert.Equal(0, (await RunAsync("apply", "--database-file", file)).Exit);
        (await RunAsync("verify", "--database", $"Data Source={database}")).Done();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static Task<CommandLine.Result> RunAsync(string verb, params string[] more) => ToldAsync([], verb, more);

    private static Task<CommandLine.Result> ToldAsync(
        Dictionary<string, string> environment, string verb, params string[] more) =>
        CommandLine.RunAsync(environment, ["schema", verb, .. more]);

    private string Write(string text)
    {
        var file = Path.Combine(folder, "database.txt");
        File.WriteAllText(file, text);
        return file;
    }
}
