using Xunit;

namespace Voxopsy.Testing;

/// <summary>Where reference data lie: the only class that knows.</summary>
/// <remarks>
/// <c>VOXOPSY_ORACLES</c> (else <c>../shared/oracles</c> beside the checkout) holds reference values, <c>VOXOPSY_DATA</c> (else
/// <c>../shared/data</c>) real images and tables. A test that asks for an absent folder is skipped and says which.
/// </remarks>
public static class ReferenceFolders
{
    /// <summary>The root of the checkout: the folder that holds the solution.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>A folder or file of reference values, or a skipped test when it is not there.</summary>
    public static string Oracle(params string[] path) => Require("VOXOPSY_ORACLES", "oracles", path);

    /// <summary>A folder or file of real data, or a skipped test when it is not there.</summary>
    public static string Data(params string[] path) => Require("VOXOPSY_DATA", "data", path);

    private static string Require(string variable, string folder, string[] path)
    {
        string root = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.GetFullPath(Path.Combine(Checkout, "..", "shared", folder));
        string full = Path.Combine([root, .. path]);
        if (!Path.Exists(full))
        {
            string reason = $"reference data absent: '{Path.Combine([folder, .. path])}' (set {variable} to the folder that holds it)";
            TestContext.Current.SendDiagnosticMessage("skipped, " + reason);
            Assert.Skip(reason);
        }

        return full;
    }

    private static string FindCheckout()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Voxopsy.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds Voxopsy.slnx; run the tests from a checkout.");
    }
}
