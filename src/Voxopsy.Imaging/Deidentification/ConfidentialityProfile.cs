using System.Collections.Frozen;
using System.Globalization;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Imaging.Deidentification;

/// <summary>What is done with an element.</summary>
public enum ElementAction
{
    /// <summary>Kept as it is.</summary>
    Keep,

    /// <summary>Removed (X).</summary>
    Remove,

    /// <summary>Kept without a value (Z).</summary>
    Empty,

    /// <summary>Replaced by a value that says nothing (D).</summary>
    Replace,

    /// <summary>Replaced by an identifier that is the same wherever the old one was (U).</summary>
    MapUid,

    /// <summary>A sequence whose items are treated one by one.</summary>
    Descend,
}

/// <summary>Which element meets which action: the basic application level confidentiality profile as a table, closed by a rule for everything it does not name.</summary>
/// <remarks>
/// Source: DICOM PS3.15, annex E, table E.1-1. The rule is stricter than the table: text, names, dates and bytes that no list names are removed, so
/// that an element added to the standard later cannot slip through. Numbers and coded strings describe how the image was made and are kept
/// unless the table names them.
/// </remarks>
internal static class ConfidentialityProfile
{
    private const string Emptied = "00080020 00080023 00080030 00080033 00080050 00080090 0008009C 00100010 00100030 00100040 00200010 00120060 00120021 00120030 00120031 00120050 00402016 00402017 00700084 0040A123 0040A075";

    private const string Replaced = "00100020 00120010 00120020 00120040 00120042 00120081 30060002 30060026 300A0002 0040A027";

    /// <summary>Elements that the rule for their representation would keep, and identification sequences.</summary>
    private const string Removed = "00080082 00080096 0008009D 00081049 00081052 00081062 00081072 00081084 00081110 00081111 00081120 00080201 "
        + "00100024 00100050 00100101 00101002 00101020 00101021 00101022 00101030 00101100 001021A0 001021C0 00102160 00102203 00102292 00102294 "
        + "00102296 00120071 00180027 00181005 00189367 00189369 0018936A 0018936B 00189371 00189373 00280303 00321067 00380004 00380100 00380502 00400006 "
        + "00400007 00400011 00400260 00400275 00400293 00400555 00401011 00401101 00404018 00404025 00404027 00404028 00404030 00404033 00404034 "
        + "00404035 00404036 0040A073 0040A078 0040A07A 0040A07C 0040A088 0040A390 0040A730 00700001 00700086 00880200 01000000 04000100 "
        + "04000402 04000403 04000404 04000550 04000551 04000561 04000600 10000000 30080105 300A0076 40080111 40080117 40080118 FFFAFFFA FFFCFFFC";

    /// <summary>Texts that say how an image was made or what a code means.</summary>
    private const string KeptTexts = "00080070 00081090 00080100 00080102 00080103 00080104 00080119 00080120 00180024 00181016 00181018 00181019 00181020 00181160 00181210 "
        + "00189005 00189016 00189316 00200060 00209056 00281054 00281055 00283003 00540202 00620005 00620009 00820001 00880906 00420010 0040A168 00400100 30060084 300600A4 "
        + "00181261 00189028 00540081 00541105 00541103 00541100 00180085";

    private static readonly FrozenDictionary<uint, ElementAction> Table = Load();

    private static readonly FrozenSet<uint> Characteristics = Tags("00100040 00101010 00101020 00101021 00101022 00101030 00102203");

    private static readonly FrozenSet<uint> Device = Tags("00081010 00181000 00181002 00181003 00181004 00181005 00181007 00181008 0018100B 00189371 00189373 0018700A 30100017 00400241 00400010");

    private static readonly FrozenSet<uint> Institution = Tags("00080080 00080081 00080082 00081040 00081041 00120060 00120081 00120030 00120031");

    private static readonly FrozenSet<uint> Descriptions = Tags("00081030 0008103E 00181030 00180010 00204000 00082111 30060026 30060002 30060004 30060006 30060028 30060038 00620006 00700081 00400254 00102110 00104000 00181400 00189424");

    /// <summary>The action for an element that is no pixel.</summary>
    internal static ElementAction Of(DicomElement element, Retained retained)
    {
        DicomTag tag = element.Tag;
        DicomVr vr = element.Vr == DicomVr.UN ? DataDictionary.VrOf(tag) : element.Vr;
        if (tag.IsPrivate || (tag.Group & 0xFF00) is 0x5000 || ((tag.Group & 0xFF00) == 0x6000 && tag.Element is 0x3000 or 0x4000 or 0x0022))
        {
            return ElementAction.Remove;
        }

        if (IsRetained(tag.Number, vr, retained))
        {
            return element.Items is null ? ElementAction.Keep : ElementAction.Descend;
        }

        if (Table.TryGetValue(tag.Number, out ElementAction action))
        {
            return action;
        }

        return element.Items is not null ? ElementAction.Descend : vr switch
        {
            DicomVr.UI => retained.HasFlag(Retained.Uids) ? ElementAction.Keep : ElementAction.MapUid,
            DicomVr.DA or DicomVr.DT or DicomVr.TM or DicomVr.PN or DicomVr.AE or DicomVr.AS or DicomVr.LO or DicomVr.LT or DicomVr.SH or DicomVr.ST
                or DicomVr.UC or DicomVr.UT or DicomVr.UR or DicomVr.UN or DicomVr.SQ => ElementAction.Remove,
            DicomVr.OB or DicomVr.OW or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV => tag.Group is 0x7FE0 or 0x0028 or 0x0066 ? ElementAction.Keep : ElementAction.Remove,
            _ => ElementAction.Keep,
        };
    }

    private static bool IsRetained(uint tag, DicomVr vr, Retained retained) =>
        (retained.HasFlag(Retained.PatientCharacteristics) && Characteristics.Contains(tag))
        || (retained.HasFlag(Retained.DeviceIdentity) && Device.Contains(tag))
        || (retained.HasFlag(Retained.InstitutionIdentity) && Institution.Contains(tag))
        || (retained.HasFlag(Retained.Descriptions) && Descriptions.Contains(tag))
        || ((retained & (Retained.FullDates | Retained.ShiftedDates)) != 0 && vr is DicomVr.DA or DicomVr.DT or DicomVr.TM && tag is not (0x00100030 or 0x00100032));

    private static FrozenDictionary<uint, ElementAction> Load()
    {
        Dictionary<uint, ElementAction> table = [];
        foreach ((string tags, ElementAction action) in (ReadOnlySpan<(string, ElementAction)>)[(KeptTexts, ElementAction.Keep), (Removed, ElementAction.Remove), (Emptied, ElementAction.Empty), (Replaced, ElementAction.Replace)])
        {
            foreach (uint tag in Tags(tags))
            {
                table[tag] = action;
            }
        }

        return table.ToFrozenDictionary();
    }

    private static FrozenSet<uint> Tags(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tag => uint.Parse(tag, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToFrozenSet();
}
