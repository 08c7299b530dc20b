using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Sessions;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Tests.Sessions;

public sealed class SessionCookieTests
{
    private static readonly NewSession Session = new(
        SessionId.Trusted("ses_1"),
        UserId.Trusted("usr_1"),
        GeneratedSecret.New("elk_"),
        new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void On_https_it_belongs_to_this_host_alone()
    {
        var context = At("https://login.example.com");
        SessionCookie.Write(context, Session);
        Assert.Equal(
            $"__Host-everlatch={Session.Token.Text}; expires=Sun, 08 Mar 2026 00:00:00 GMT; path=/; secure; samesite=lax; "
            + "httponly",
            context.Response.Headers.SetCookie.ToString());
    }

    [Fact]
    public void On_plain_http_it_is_not_secure_and_has_another_name()
    {
        var context = At("http://localhost:8080");
        context.Request.Scheme = "https";
        SessionCookie.Write(context, Session);
        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("everlatch=", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__Host-everlatch=elk_abc", "elk_abc")]
    [InlineData("everlatch=elk_abc", null)]
    [InlineData("__Host-everlatch=other", null)]
    [InlineData("", null)]
    public void Only_a_cookie_of_ours_is_read(string header, string? expected)
    {
        var context = At("https://login.example.com");
        context.Request.Headers.Cookie = header;
        Assert.Equal(expected, SessionCookie.Read(context));
    }

    [Fact]
    public void A_huge_cookie_is_not_read()
    {
        var context = At("https://login.example.com");
        context.Request.Headers.Cookie = "__Host-everlatch=elk_" + new string('x', 4_000);
        Assert.Null(SessionCookie.Read(context));
    }

    private static DefaultHttpContext At(string issuer)
    {
        var context = new DefaultHttpContext();
        var environment = new DirectoryEnvironment
        {
            Id = EnvironmentId.Trusted("env_1"),
            Name = "Example",
            Region = Region.Trusted("eu"),
            Settings = new EnvironmentSettings(),
        };
        context.Features.Set(new DirectoryHost(environment, new HostEntry(HostName.Trusted("login.example.com"), issuer, true)));
        return context;
    }
}
