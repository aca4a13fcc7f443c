using Voxopsy.Study.Checks;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Artifacts;

/// <summary>The folder of a run; nothing is ever written outside it.</summary>
public sealed class RunFolder
{
    private RunFolder(string root) => Root = root;

    /// <summary>Gets the folder.</summary>
    public string Root { get; }

    internal string Cache => System.IO.Path.Combine(Root, "cache");

    /// <summary>Opens or makes the folder of a run.</summary>
    /// <exception cref="StudyException">The folder holds something that is not a run, or would hold the study's own inputs.</exception>
    public static RunFolder Open(string root, StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);
        string full = System.IO.Path.GetFullPath(root);
        bool hasOther = Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any() && !File.Exists(System.IO.Path.Combine(full, "study.lock.yaml"));
        if (hasOther || File.Exists(full))
        {
            throw new StudyException(StudyFault.WrongUse, new Problem
            {
                Severity = Severity.Error,
                Kind = ProblemKind.StudyFile,
                Summary = "the run folder holds something that is not a run",
                Where = root,
                Details = ["found     files but no study.lock.yaml", "expected  an empty folder, a new one, or the folder of an earlier run"],
                Fix = "Choose another folder with --out.",
            });
        }

        Directory.CreateDirectory(full);
        return new RunFolder(full);
    }

    /// <summary>The path of a file inside the folder.</summary>
    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    internal void Write(string relative, string text) => AtomicFile.Write(Path(relative), text);

    internal void Write(string relative, byte[] bytes) => AtomicFile.Write(Path(relative), bytes);
}
