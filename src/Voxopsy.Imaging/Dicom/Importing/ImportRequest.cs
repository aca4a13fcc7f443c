using Voxopsy.Imaging.Deidentification;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>The format that volumes and masks are written in.</summary>
public enum ImportFormat
{
    /// <summary>NIfTI-1, compressed (.nii.gz).</summary>
    Nifti,

    /// <summary>NRRD, compressed (.nrrd).</summary>
    Nrrd,
}

/// <summary>What to import and how.</summary>
public sealed record ImportRequest
{
    /// <summary>Gets the folder to read.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the folder to write.</summary>
    public required string Output { get; init; }

    /// <summary>Gets what to do with irregular stacks.</summary>
    public AssemblyOptions Assembly { get; init; } = new();

    /// <summary>Gets the new identities when the import is to be de-identified; null keeps what the files say.</summary>
    public IdentityMap? Identities { get; init; }

    /// <summary>Gets the format of volumes and masks.</summary>
    public ImportFormat Format { get; init; }

    /// <summary>Gets what a de-identified import keeps on purpose.</summary>
    public Retained Retained { get; init; }
}

/// <summary>One row of <c>series.csv</c>: a series, a part of one, or a region of a mask object.</summary>
public sealed record ImportRow
{
    /// <summary>Gets "image" or "mask".</summary>
    public required string Kind { get; init; }

    /// <summary>Gets "volume", "set-aside" or "refused".</summary>
    public required string Status { get; init; }

    /// <summary>Gets whose it is.</summary>
    public required SeriesIdentity Identity { get; init; }

    /// <summary>Gets what tells this part from others, or the name of the region.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>Gets the proposed contrast phase or sequence.</summary>
    public PhaseProposal Phase { get; init; } = new(string.Empty, string.Empty);

    /// <summary>Gets how many files it was made of.</summary>
    public int Files { get; init; }

    /// <summary>Gets how many frames it was made of.</summary>
    public int Frames { get; init; }

    /// <summary>Gets where its voxels lie; null when there are none.</summary>
    public Grid? Grid { get; init; }

    /// <summary>Gets the angle of the stack to the normal of its slices as acquired, degrees.</summary>
    public double TiltDegrees { get; init; }

    /// <summary>Gets how the files are written.</summary>
    public string Syntax { get; init; } = string.Empty;

    /// <summary>Gets the written file, relative to the output; empty when none was.</summary>
    public string File { get; init; } = string.Empty;

    /// <summary>Gets the voxels of a region.</summary>
    public int? Voxels { get; init; }

    /// <summary>Gets every decision and problem.</summary>
    public IReadOnlyList<SeriesRemark> Remarks { get; init; } = [];
}

/// <summary>What an import did.</summary>
/// <param name="Rows">The rows of <c>series.csv</c>.</param>
/// <param name="Refused">Files that could not be used.</param>
/// <param name="FileCount">Files looked at.</param>
/// <param name="MissingPackage">A package whose library is needed for some series and absent; null when none is.</param>
public sealed record ImportResult(IReadOnlyList<ImportRow> Rows, IReadOnlyList<RefusedFile> Refused, int FileCount, string? MissingPackage);
