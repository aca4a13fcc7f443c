namespace Voxopsy.Tensors.Files;

/// <summary>A file of tensors cannot be read: it is damaged, hostile, or of a kind that is not known.</summary>
public sealed class TensorFileException : Exception
{
    /// <summary>Says what is wrong with a file.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="problem">What was found, what was expected and what to do next.</param>
    /// <param name="cause">The failure beneath, or null.</param>
    public TensorFileException(string file, string problem, Exception? cause = null)
        : base($"Cannot read tensors from '{file}': {problem}", cause) => File = file;

    /// <summary>The file that cannot be read.</summary>
    public string File { get; }
}
