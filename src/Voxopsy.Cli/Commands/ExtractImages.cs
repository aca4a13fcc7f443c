using Voxopsy.Imaging;
using Voxopsy.Imaging.Nifti;

namespace Voxopsy.Cli.Commands;

/// <summary>Where images and maps of an extraction are saved, if anywhere.</summary>
internal sealed record ExtractImages(DirectoryInfo? Images, DirectoryInfo? Maps)
{
    /// <summary>Saves pictures of a case, one file each, named by case and picture.</summary>
    internal static void Save(DirectoryInfo folder, string one, IEnumerable<(string Name, ScalarField Values)> pictures)
    {
        folder.Create();
        foreach ((string name, ScalarField values) in pictures)
        {
            NiftiWriter.Write(Path.Combine(folder.FullName, $"{FileName(one)}_{FileName(name)}.nii.gz"), values.ToVolume());
        }
    }

    private static string FileName(string name) => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
