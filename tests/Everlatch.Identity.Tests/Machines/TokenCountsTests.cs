using System.Diagnostics.Metrics;
using Everlatch.Directory.TokenRequests;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Identity.Tests.Machines;

/// <summary>What metrics say of token requests, by grant and outcome.</summary>
public sealed class TokenCountsTests : IDisposable
{
    private readonly List<(object? Grant, object? Outcome)> counted = [];
    private readonly MeterListener listener = new();

    [Theory]
    [InlineData("grant_type=client_credentials&scope=%zz", "other", "invalid_request")]
    [InlineData("grant_type=refresh_token&scope=a&scope=b", "other", "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=unknown&client_secret=x", "client_credentials", "invalid_client")]
    public async Task A_request_that_cannot_be_read_is_of_no_grant(string form, string grant, string outcome)
    {
        await using var server = await TokenServer.StartAsync(new SampleEnvironment(new TestClock()), new TestClock());
        Listen(server.Meters);
        using var content = new StringContent(form, null, "application/x-www-form-urlencoded");
        using var response = await server.Client.PostAsync("/oauth2/token", content, TestContext.Current.CancellationToken);
        Assert.Equal([(grant, outcome)], counted);
    }

    public void Dispose() => listener.Dispose();

    private void Listen(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == TokenMetrics.Meter && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((tags[0].Value, tags[1].Value)));
        listener.Start();
    }
}
