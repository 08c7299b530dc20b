using System.Buffers.Text;
using System.Security.Cryptography;

namespace Everlatch.Watch.Probes;

/// <summary>A wrong password is refused, and the right one after it is not.</summary>
/// <remarks>
/// Wrong passwords are counted against the account (<c>Everlatch:Lockouts:AccountAttempts</c>), and a right one clears the
/// count. So this one is tried only while signing in works here, is followed by the right one at once, and leaves one failure
/// at most. Against the address (<c>AddressAttempts</c>) one each five minutes is forgotten faster than it is counted.
/// </remarks>
internal sealed class WrongPasswordProbe(TimeProvider clock) : IProbe
{
    private const int RandomBytes = 16;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    public string Name => "wrong-password";

    public bool IsRare => true;

    public async Task RunAsync(ProbeVisit visit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!visit.Memory.CanSignIn || now < visit.Memory.WrongPasswordAt + Between)
        {
            return;
        }

        visit.Memory.WrongPasswordAt = now;
        visit.Memory.CanSignIn = false;
        var wrong = await HostedPages.TryAsync(visit, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)), ct);
        if (wrong.Status is 200 or 302 or 303)
        {
            throw new ProbeFailedException(FailureKind.Accepted, "form of /signin: a wrong password was not refused.");
        }

        wrong.Expect(422);
        (await HostedPages.TryAsync(visit, visit.Access.User.Password, ct)).Expect(302, 303);
        visit.Memory.CanSignIn = true;
    }
}
