namespace Voxopsy.Imaging.Nrrd;

/// <summary>How an NRRD file packs its voxels.</summary>
internal enum NrrdCompression
{
    Raw,
    Gzip,
    Bzip2,
    Text,
    Hex,
}
