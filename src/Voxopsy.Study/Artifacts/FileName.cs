namespace Voxopsy.Study.Artifacts;

/// <summary>A file name made from a name of the user's.</summary>
public static class FileName
{
    /// <summary>The name with every character that could leave the folder or trouble a file system replaced by <c>_</c>; never empty.</summary>
    public static string Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string safe = new([.. name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '+' ? c : '_')]);
        return safe.Length > 100 ? safe[..100] : safe;
    }
}
