using Everlatch.Core;
using Everlatch.Directory;

namespace Everlatch.Identity.SignIn;

/// <summary>Who asks to be signed in, and where.</summary>
/// <param name="Here">The host that was asked.</param>
/// <param name="Email">The address that was typed; null when it is none.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="ExistingCookie">What the browser held before; that session ends.</param>
internal sealed record SignInRequest(DirectoryHost Here, EmailAddress? Email, RequestOrigin Origin, string? ExistingCookie);
