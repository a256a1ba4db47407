import { menuItemClass } from '../../components/menu.tsx'

export const itemClass = `${menuItemClass} data-[selected=true]:bg-hover data-[selected=true]:text-fg`
