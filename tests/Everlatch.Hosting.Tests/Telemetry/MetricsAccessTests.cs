using System.Net;
using Everlatch.Hosting.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Everlatch.Hosting.Tests.Telemetry;

/// <summary>Who reads metrics.</summary>
public sealed class MetricsAccessTests
{
    [Fact]
    public void Without_a_token_in_the_configuration_a_process_of_this_machine_may()
    {
        Assert.True(Allows("", Request()));
        Assert.False(Allows("", Request(address: "10.0.0.1")));
        Assert.False(Allows("", Request(host: "rebound.example")));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("X-Forwarded-For", "")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    public void What_a_proxy_of_this_machine_passes_on_is_not_of_this_machine(string header, string value)
    {
        var context = Request();
        context.Request.Headers[header] = new[] { value };

        Assert.False(Allows("", context));
    }

    [Fact]
    public void A_token_in_the_configuration_is_asked_for_everywhere()
    {
        Assert.True(Allows("right", Request(token: "right")));
        Assert.True(Allows("right", Request(token: "right", address: "10.0.0.1", host: "metrics.example")));
        Assert.False(Allows("right", Request(token: "wrong")));
        Assert.False(Allows("right", Request()));
    }

    private static bool Allows(string configured, HttpContext context) =>
        new MetricsAccess(Options.Create(new TelemetryOptions { MetricsToken = configured })).Allows(context);

    private static DefaultHttpContext Request(string? token = null, string address = "127.0.0.1", string host = "localhost")
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        context.Request.Path = "/metrics";
        if (token is not null)
        {
            context.Request.Headers.Authorization = "Bearer " + token;
        }

        return context;
    }
}
