using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>What a study file may say about the computation of radiomics.</summary>
internal static class RadiomicsSchema
{
    internal static string[] PyRadiomicsFamilies { get; } = ["shape", "firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm"];

    internal static string[] IbsiFamilies { get; } =
    [
        "morphology", "local_intensity", "statistics", "intensity_histogram", "intensity_volume_histogram", "glcm", "glrlm", "glszm", "gldzm", "ngtdm", "ngldm",
    ];

    internal static string[] Filters { get; } = ["log", "wavelet", "square", "squareroot", "logarithm", "exponential", "gradient"];

    internal static SchemaNode Families() => new ListSchema(new ChoiceSchema([.. PyRadiomicsFamilies.Concat(IbsiFamilies).Distinct()]))
    {
        Description = "Families to keep; all of the profile when left out. Without a profile: shape and firstorder",
    };

    internal static SchemaNode Settings()
    {
        NumberSchema millimeters = new(0, 1000);
        SchemaNode kernel = new TextSchema { Description = "haar, db1 to db38, sym2 to sym20, coif1 to coif17, dmey, or bior and rbio such as bior4.4" };
        SchemaNode filter = new EitherSchema(
            new ChoiceSchema([.. Filters.Where(name => name != "log")]),
            new SectionSchema(
                ("log", new SectionSchema(("sigma_mm", new ListSchema(new NumberSchema(0.05, 100)) { Description = "Scales of the Laplacian of Gaussian, mm" })) { Required = ["sigma_mm"] }),
                ("wavelet", new EitherSchema(kernel, new SectionSchema(("kernel", kernel), ("levels", new NumberSchema(1, 5) { WholeOnly = true }))))));
        return new EitherSchema(
            new TextSchema { Description = "A PyRadiomics parameter file (YAML or JSON), as it is" },
            new SectionSchema(
                ("resample_mm", new ListSchema(millimeters) { Description = "Spacing to resample to, mm: one number, or x, y, z; 0 keeps an axis" }),
                ("bin_width", new NumberSchema(1e-9, 1e9) { Description = "Width of a bin of gray levels, in the unit of the image (HU for CT)" }),
                ("bin_count", new NumberSchema(2, 5000) { WholeOnly = true, Description = "Number of bins of gray levels, instead of a width" }),
                ("normalize", new NumberSchema(1e-9, 1e9) { Description = "Brings intensities to mean 0 and this standard deviation before anything else; profile pyradiomics" }),
                ("range", new ListSchema(new NumberSchema(-1e9, 1e9)) { Description = "Two bounds, in the unit of the image; voxels outside leave the region for all but shape" }),
                ("filters", new ListSchema(filter) { Description = "Responses that features are computed on, beside the image itself" })));
    }
}
