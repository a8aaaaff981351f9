using Intranet.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Intranet.Infrastructure.Accounts;

/// <summary>Where Identity keeps accounts: in the one database, saved like everything else.</summary>
public sealed class AccountStore(IntranetDb db, IdentityErrorDescriber describer) : UserOnlyStore<Account, IntranetDb, Guid>(db, describer);
