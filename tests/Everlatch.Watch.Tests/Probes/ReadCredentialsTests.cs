using Everlatch.Hosting;
using Everlatch.Watch.Probes;

namespace Everlatch.Watch.Tests.Probes;

/// <summary>What a file of credentials must be like.</summary>
public sealed class ReadCredentialsTests : IDisposable
{
    private const string Good =
        """
        {"issuer":"http://localhost:8080","regions":[],"management":{"url":"u","client_id":"c","client_secret":"s"},"demo":{
        "user":{"email":"demo@example.com","password":"opensesame"},
        "web":{"client_id":"app_1","client_secret":"hidden","redirect_uri":"http://localhost:8080/signin-oidc"},
        "machine":{"client_id":"mch_1","client_secret":"hidden","audience":"https://api.example.com"}},
        "mail":"m","portal":"p","status":null}
        """;

    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void A_file_of_its_owners_alone_is_read()
    {
        var credentials = Read(Good);

        Assert.Equal(("demo@example.com", "app_1", "mch_1"),
            (credentials.Demo.User.Email, credentials.Demo.Web.ClientId, credentials.Demo.Machine.ClientId));
        Assert.DoesNotContain("hidden", $"{credentials} {credentials.Demo}", StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", $"{credentials} {credentials.Demo}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"audience\"", "\"audiense\"")]
    [InlineData("\"password\":\"opensesame\"", "\"password\":null")]
    [InlineData("\"password\":\"opensesame\"", "\"password\":1")]
    [InlineData("\"client_id\":\"mch_1\",", "")]
    [InlineData("\"mail\"", "\"male\"")]
    [InlineData("http://localhost:8080\",\"regions", "localhost\",\"regions")]
    [InlineData("}", "")]
    public void What_is_misspelt_or_missing_is_refused(string part, string instead)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read(Good.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Equal("EL2087", refused.Id);
        Assert.DoesNotContain("opensesame", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        File.WriteAllText(path, Good);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal("EL2086", Assert.Throws<StartRefusedException>(() => ReadCredentials.From(path)).Id);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Equal("EL2085", Assert.Throws<StartRefusedException>(() => ReadCredentials.From(path + ".none")).Id);

    public void Dispose() => File.Delete(path);

    private ProbeCredentials Read(string content)
    {
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ReadCredentials.From(path);
    }
}
