namespace Voxopsy.Radiomics.Texture.SizeZone;

/// <summary>Connected voxels of one gray level.</summary>
/// <param name="Level">Their level.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Distance">The smallest distance of any of them to the border of the region; 0 when distances were not asked for.</param>
internal readonly record struct Zone(int Level, int Size, int Distance);
