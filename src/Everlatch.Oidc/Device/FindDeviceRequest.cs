using Everlatch.Directory;
using Everlatch.Oidc.Consent;
using Everlatch.Storage;

namespace Everlatch.Oidc.Device;

/// <summary>Finds the device that waits under a code that somebody types; guesses are counted.</summary>
public sealed class FindDeviceRequest(IDatabase database, TimeProvider clock)
{
    private readonly UserCodeGuesses guesses = new(clock);

    /// <summary>What the device asks for; null when none waits under the code, or the guesser has guessed too often.</summary>
    /// <param name="here">Where the request arrived.</param>
    /// <param name="typed">The code, in any case, with or without separators.</param>
    /// <param name="guesser">Who types: a session or an address.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WaitingDevice?> RunAsync(DirectoryHost here, string typed, string guesser, CancellationToken ct)
    {
        var key = $"{here.Environment.Id}/{guesser}";
        if (!guesses.MayGuess(key) || UserCode.Parse(typed) is not { } code)
        {
            return null;
        }

        var request = await DeviceStore.FindPendingAsync(database, here.Environment.Id, code, clock.GetUtcNow(), ct);
        if (request is null || !here.Environment.Applications.TryGetValue(request.Application, out var application))
        {
            guesses.Missed(key);
            return null;
        }

        return new WaitingDevice(
            UserCode.Format(code), ConsentQuestion.Of(here.Environment, application, request.Scopes, request.Resources));
    }
}
