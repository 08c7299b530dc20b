namespace Everlatch.Server.Tests.Faults;

/// <summary>A call to the store.</summary>
/// <param name="Name">The statement's name.</param>
/// <param name="Effect">What it does.</param>
internal sealed record StoreCall(string Name, CallEffect Effect)
{
    public override string ToString() => Name;
}
